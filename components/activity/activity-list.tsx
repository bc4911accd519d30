import type { Activity } from '@/lib/data/activity';
import { deviceInWords, fromAddress } from '../devices/device-words';
import { Moment } from '../parts/moment';
import styles from './activity-list.module.css';
import { activityInWords, isWarning } from './activity-words';
import { NotMeForm, type NotMeFormProps } from './not-me-form';

interface ActivityListProps {
  readonly entries: readonly Activity[];
  /** What to run for an entry of another session that the person does not recognise; without it there is no button. */
  readonly notMe?: NotMeFormProps['notMe'];
}

export function ActivityList({ entries, notMe }: ActivityListProps) {
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
          {notMe && entry.session !== null && isSomebodys(entry) && (
            <NotMeForm publicId={entry.session} about={activityInWords(entry)} notMe={notMe} />
          )}
        </li>
      ))}
    </ol>
  );
}

const OWN_COURSE = new Set<Activity['type']>([
  'ended',
  'refresh_refused',
  'sign_in_failed',
  'budget_exceeded',
]);

/** Something that another session's holder has done, rather than what became of it. */
function isSomebodys({ current, type }: Activity): boolean {
  return !current && !OWN_COURSE.has(type);
}
