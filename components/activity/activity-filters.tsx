import { ACTIVITY_FILTERS, type ActivityFilter } from '@/lib/data/activity-groups';
import { getWords } from '@/lib/data/language';
import { PageLink } from '../parts/page-link';
import styles from './activity-list.module.css';

const LABELS = { all: 'all', 'sign-ins': 'signIns', 'sign-outs': 'signOuts', changes: 'changes' } as const;

/** Links, so that what is shown is in the address and works without scripts. */
export async function ActivityFilters({ chosen }: { chosen: ActivityFilter }) {
  const { show, filters } = await getWords('activity');
  return (
    <nav aria-label={show}>
      <ul className={styles.filters}>
        {ACTIVITY_FILTERS.map((filter) => (
          <li key={filter}>
            <PageLink
              className="button outlined"
              href={filter === 'all' ? '/account/activity' : `/account/activity?show=${filter}`}
              aria-current={filter === chosen ? 'page' : undefined}
            >
              {filters[LABELS[filter]]}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
