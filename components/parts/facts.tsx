import type { ReactNode } from 'react';
import styles from './facts.module.css';

/** Names and values, as a description list. A value that is not there reads as "not given". */
export function Facts({ rows }: { rows: ReadonlyArray<readonly [name: string, value: ReactNode]> }) {
  return (
    <dl className={styles.facts}>
      {rows.map(([name, value]) => (
        <div key={name} className={styles.row}>
          <dt>{name}</dt>
          <dd>{value ?? <span className={styles.absent}>not given</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
