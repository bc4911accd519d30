import { isHandheld } from '@/lib/session/device-words';
import type { Words } from '@/messages/words';
import styles from './device-list.module.css';

/** A hand-held device or one with a keyboard. */
export function DeviceIcon({ system, words }: { system: string | null; words: Words<'device'> }) {
  const handheld = isHandheld({ system });
  return (
    <svg
      className={styles.icon}
      width="28"
      height="28"
      viewBox="0 0 28 28"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      role="img"
      aria-label={handheld ? words.phone : words.computer}
      focusable="false"
    >
      {handheld ? (
        <path d="M9 3h10a1.5 1.5 0 0 1 1.5 1.5v19A1.5 1.5 0 0 1 19 25H9a1.5 1.5 0 0 1-1.5-1.5v-19A1.5 1.5 0 0 1 9 3Zm4 18.5h2" />
      ) : (
        <path d="M6 5h16a1.5 1.5 0 0 1 1.5 1.5V18h-19V6.5A1.5 1.5 0 0 1 6 5ZM2.5 22h23" />
      )}
    </svg>
  );
}
