import type { ReactNode } from 'react';
import type { Activity } from '@/lib/data/activity';
import { groupActivity } from '@/lib/data/activity-groups';
import { getTranslations } from '@/lib/data/language';
import { ActivityList } from '../activity/activity-list';
import { PageLink } from '../parts/page-link';

const SHOWN = 5;

/** The last few sign-ins, and where all that happened is. */
export async function RecentSignIns({ entries }: { entries: readonly Activity[] }) {
  const t = await getTranslations('security');
  const signIns = entries.filter(({ type }) => type === 'signed_in').slice(0, SHOWN);
  return (
    <div className="stack">
      <ActivityList groups={groupActivity(signIns)} />
      <p>
        {t.rich('all', {
          activity: (words) => linkTo('/account/activity', words),
          devices: (words) => linkTo('/account/sessions', words),
        })}
      </p>
    </div>
  );
}

function linkTo(path: '/account/activity' | '/account/sessions', words: ReactNode) {
  return <PageLink href={path}>{words}</PageLink>;
}
