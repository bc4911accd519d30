import type { ReactNode } from 'react';
import styles from './confirm.module.css';

interface ConfirmProps {
  /** What opens the question. */
  readonly label: string;
  /** The label in full, where several of them stand below each other. */
  readonly fullLabel?: string;
  readonly question: ReactNode;
  /** The side of the button that the question is flush with; by default its end. */
  readonly align?: 'start' | 'end';
  /** The button that does it. */
  readonly children: ReactNode;
}

/** A button that asks before anything happens. A disclosure rather than a dialog: it works without scripts. */
export function Confirm({ label, fullLabel, question, align = 'end', children }: ConfirmProps) {
  return (
    <details name="confirm" className={styles.confirm}>
      <summary className="button outlined" aria-label={fullLabel}>
        {label}
      </summary>
      <div className={`${styles.panel} ${styles[align]}`}>
        <p>{question}</p>
        {children}
      </div>
    </details>
  );
}
