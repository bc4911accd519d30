import Link from 'next/link';
import type { ActivityFilter } from '@/lib/data/activity-groups';
import styles from './activity-list.module.css';

const LABELS: Readonly<Record<ActivityFilter, string>> = {
  all: 'All',
  'sign-ins': 'Sign-ins',
  'sign-outs': 'Sign-outs',
  changes: 'Changes',
};

/** Links, so that what is shown is in the address and works without scripts. */
export function ActivityFilters({ chosen }: { chosen: ActivityFilter }) {
  return (
    <nav aria-label="Show">
      <ul className={styles.filters}>
        {(Object.keys(LABELS) as ActivityFilter[]).map((filter) => (
          <li key={filter}>
            <Link
              className="button outlined"
              href={filter === 'all' ? '/account/activity' : `/account/activity?show=${filter}`}
              aria-current={filter === chosen ? 'page' : undefined}
            >
              {LABELS[filter]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
