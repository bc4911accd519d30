import type { Activity } from '@/lib/data/activity';
import { deviceInWords, fromAddress } from '../devices/device-words';
import { Moment } from '../parts/moment';
import styles from './activity-list.module.css';
import { activityInWords, isWarning } from './activity-words';

export function ActivityList({ entries }: { entries: readonly Activity[] }) {
  if (entries.length === 0) return <p>Nothing has been recorded yet.</p>;
  return (
    <ol className={styles.list}>
      {entries.map((entry) => (
        <li key={entry.id} className={isWarning(entry) ? styles.warning : undefined}>
          <p className={styles.what}>{activityInWords(entry)}</p>
          <p className={styles.where}>
            <Moment at={entry.at} />
            {(entry.browser !== null || entry.system !== null) && `, ${deviceInWords(entry)}`}
            {fromAddress(entry.address)}
          </p>
        </li>
      ))}
    </ol>
  );
}
