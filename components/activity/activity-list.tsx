import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Activity } from '@/lib/data/activity';
import type { ActivityGroup } from '@/lib/data/activity-groups';
import { deviceInWords, fromWhere } from '@/lib/session/device-words';
import { Moment } from '../parts/moment';
import styles from './activity-list.module.css';
import { activityInWords, fromOutside, isWarning } from './activity-words';
import { NotMeForm, type NotMeFormProps } from './not-me-form';

interface ActivityListProps {
  readonly groups: readonly ActivityGroup<Activity>[];
  /** Whether someone else reads it: an administrator. */
  readonly ofAnother?: boolean;
  /** What to run for an entry of another session that the person does not recognise; without it there is no button. */
  readonly notMe?: NotMeFormProps['notMe'];
}

export function ActivityList({ groups, ofAnother = false, notMe }: ActivityListProps) {
  if (groups.length === 0) return <p>Nothing has been recorded yet.</p>;
  return (
    <ol className={styles.list}>
      {groups.map((group) => {
        const words = ofAnother ? fromOutside(activityInWords(group)) : activityInWords(group);
        return (
          <GroupRow key={group.latest.id} group={group} words={words}>
            {notMe && group.latest.session !== null && isSomebodys(group.latest) && (
              <NotMeForm publicId={group.latest.session} about={words} notMe={notMe} />
            )}
          </GroupRow>
        );
      })}
    </ol>
  );
}

interface GroupRowProps {
  readonly group: ActivityGroup<Activity>;
  readonly words: string;
  readonly children: ReactNode;
}

function GroupRow({ group: { latest, entries }, words, children }: GroupRowProps) {
  const hasMore = entries.length > 1 && entries.some(isDescribed);
  return (
    <li className={isWarning(latest) ? styles.warning : undefined}>
      <p className={styles.what}>{words}</p>
      <p className={styles.where}>
        <WhenAndWhere entry={latest} />
      </p>
      {latest.note && <p className={styles.note}>Reason: {latest.note}</p>}
      {latest.about && (
        <p className={styles.where}>
          <Link href={`/admin/${encodeURIComponent(latest.about)}`}>Whose account it was</Link>
        </p>
      )}
      {hasMore && (
        <details className={styles.each}>
          <summary>All {entries.length}</summary>
          <ul>
            {entries.map((entry) => (
              <li key={entry.id} className={styles.where}>
                <WhenAndWhere entry={entry} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {children}
    </li>
  );
}

function WhenAndWhere({ entry }: { entry: Activity }) {
  return (
    <>
      <Moment at={entry.at} />
      {(entry.browser !== null || entry.system !== null) && `, ${deviceInWords(entry)}`}
      {fromWhere(entry)}
    </>
  );
}

function isDescribed(entry: Activity): boolean {
  return entry.browser !== null || entry.system !== null || fromWhere(entry) !== '';
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
