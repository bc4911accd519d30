import type { ReactNode } from 'react';
import styles from './facts.module.css';

interface FactsProps {
  readonly rows: ReadonlyArray<readonly [name: string, value: ReactNode]>;
  /** What is said of a value that is not there, where that can be. */
  readonly absent?: string;
}

/** Names and values, as a description list. */
export function Facts({ rows, absent }: FactsProps) {
  return (
    <dl className={styles.facts}>
      {rows.map(([name, value]) => (
        <div key={name} className={styles.row}>
          <dt>{name}</dt>
          <dd>{value ?? <span className={styles.absent}>{absent}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
