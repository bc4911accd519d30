'use client';

import { useFrame } from './frame-words';
import styles from './link-pending.module.css';
import { useLinkPending } from './page-link';

/**
 * Inside a link: says that the page it leads to is on its way. Not a `loading.tsx`, because that sends the page's
 * status before the page is known, and a page that has to redirect or to answer 503 could not do so any more.
 */
export function LinkPending() {
  const isPending = useLinkPending();
  const { words } = useFrame();
  return (
    <span role="status">
      {isPending && (
        <span className={styles.bar}>
          <span className={styles.text}>{words.loading}</span>
        </span>
      )}
    </span>
  );
}
