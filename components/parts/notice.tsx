import type { ReactNode } from 'react';
import styles from './notice.module.css';

interface NoticeProps {
  readonly tone: 'info' | 'success' | 'warning' | 'danger';
  readonly title: string;
  /** What to do next. */
  readonly children?: ReactNode;
}

/** One sentence that matters now, and a next step. Give it a live region where it can appear later. */
export function Notice({ tone, title, children }: NoticeProps) {
  return (
    <div className={`${styles.notice} ${styles[tone]}`}>
      <p className={styles.title}>{title}</p>
      {children && <p className={styles.next}>{children}</p>}
    </div>
  );
}
