import type { ReactNode } from 'react';
import type { Device } from '@/lib/data/devices';
import { deviceInWords, fromWhere } from '@/lib/session/device-words';
import type { Words } from '@/messages/words';
import { aroundWhen } from '../parts/around';
import { fillIn } from '../parts/fill-in';
import { RelativeMoment } from '../parts/relative-moment';
import { methodInWords } from '../session/method-in-words';
import { DeviceIcon } from './device-icon';
import styles from './device-list.module.css';

/** What rows of devices are told with. */
export interface DeviceWords {
  readonly device: Words<'device'>;
  readonly ways: Words<'ways'>;
}

interface DeviceRowProps {
  readonly device: Device;
  /** When the server rendered this, in epoch milliseconds. */
  readonly now: number;
  readonly words: DeviceWords;
  /** What ends the session. */
  readonly children: ReactNode;
}

/** One session in words. */
export function DeviceRow({ device, now, words: { device: words, ways }, children }: DeviceRowProps) {
  const [lastActive, afterActive] = aroundWhen(words.lastActive);
  const [signedIn, afterSignedIn] = aroundWhen(fillIn(words.signedIn, { way: methodInWords(device, ways) }));
  return (
    <li className={styles.row}>
      <DeviceIcon system={device.system} words={words} />
      <div className={styles.text}>
        <p className={styles.name}>
          {deviceInWords(device, words)}{' '}
          {device.current && <span className={styles.badge}>{words.current}</span>}
        </p>
        <p>
          {device.current ? words.activeNow : lastActive}
          {!device.current && <RelativeMoment at={device.lastSeenAt} now={now} />}
          {!device.current && afterActive}
          {fromWhere(device, words)}
        </p>
        <p>
          {signedIn}
          <RelativeMoment at={device.signedInAt} now={now} />
          {afterSignedIn}
        </p>
      </div>
      <div className={styles.action}>{children}</div>
    </li>
  );
}
