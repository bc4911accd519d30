import type { ReactNode } from 'react';
import type { Activity } from '@/lib/data/activity';
import type { ActivityGroup } from '@/lib/data/activity-groups';
import { getWords } from '@/lib/data/language';
import { deviceInWords, fromWhere } from '@/lib/session/device-words';
import type { Words } from '@/messages/words';
import { fillIn } from '../parts/fill-in';
import { Moment } from '../parts/moment';
import { PageLink } from '../parts/page-link';
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

export async function ActivityList({ groups, ofAnother = false, notMe }: ActivityListProps) {
  const [activity, ways, device, { list }] = await Promise.all([
    getWords('activity'),
    getWords('ways'),
    getWords('device'),
    getWords('devices'),
  ]);
  if (groups.length === 0) return <p>{activity.nothing}</p>;
  const words = ofAnother ? fromOutside({ activity, ways }) : { activity, ways };
  return (
    <ol className={styles.list}>
      {groups.map((group) => {
        const what = activityInWords(group, words);
        return (
          <GroupRow key={group.latest.id} group={group} what={what} activity={activity} device={device}>
            {notMe && group.latest.session !== null && isSomebodys(group.latest) && (
              <NotMeForm publicId={group.latest.session} about={what} words={list} notMe={notMe} />
            )}
          </GroupRow>
        );
      })}
    </ol>
  );
}

interface RowWords {
  readonly activity: Words<'activity'>;
  readonly device: Words<'device'>;
}

interface GroupRowProps extends RowWords {
  readonly group: ActivityGroup<Activity>;
  /** The whole group in a sentence. */
  readonly what: string;
  readonly children: ReactNode;
}

function GroupRow({ group: { latest, entries }, what, activity, device, children }: GroupRowProps) {
  const hasMore = entries.length > 1 && entries.some((entry) => isDescribed(entry, device));
  return (
    <li className={isWarning(latest) ? styles.warning : undefined}>
      <p className={styles.what}>{what}</p>
      <p className={styles.where}>
        <WhenAndWhere entry={latest} device={device} />
      </p>
      {latest.note && <p className={styles.note}>{fillIn(activity.reason, { note: latest.note })}</p>}
      {latest.about && (
        <p className={styles.where}>
          <PageLink href={`/admin/${encodeURIComponent(latest.about)}`}>{activity.whose}</PageLink>
        </p>
      )}
      {hasMore && (
        <details className={styles.each}>
          <summary>{fillIn(activity.each, { count: `${entries.length}` })}</summary>
          <ul>
            {entries.map((entry) => (
              <li key={entry.id} className={styles.where}>
                <WhenAndWhere entry={entry} device={device} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {children}
    </li>
  );
}

function WhenAndWhere({ entry, device }: { entry: Activity; device: Words<'device'> }) {
  return (
    <>
      <Moment at={entry.at} />
      {(entry.browser !== null || entry.system !== null) && `, ${deviceInWords(entry, device)}`}
      {fromWhere(entry, device)}
    </>
  );
}

function isDescribed(entry: Activity, device: Words<'device'>): boolean {
  return entry.browser !== null || entry.system !== null || fromWhere(entry, device) !== '';
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
