import Link from 'next/link';
import type { Activity } from '@/lib/data/activity';
import { groupActivity } from '@/lib/data/activity-groups';
import { ActivityList } from '../activity/activity-list';

const SHOWN = 5;

/** The last few sign-ins, and where all that happened is. */
export function RecentSignIns({ entries }: { entries: readonly Activity[] }) {
  const signIns = entries.filter(({ type }) => type === 'signed_in').slice(0, SHOWN);
  return (
    <div className="stack">
      <ActivityList groups={groupActivity(signIns)} />
      <p>
        <Link href="/account/activity" prefetch={false}>
          All activity
        </Link>{' '}
        and{' '}
        <Link href="/account/sessions" prefetch={false}>
          your devices
        </Link>
      </p>
    </div>
  );
}
