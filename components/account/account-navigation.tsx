import { getWords } from '@/lib/data/language';
import { NavigationLink } from '../parts/page-link';
import styles from './account-navigation.module.css';

const PAGES = [
  { href: '/account', label: 'overview' },
  { href: '/account/sessions', label: 'devices' },
  { href: '/account/activity', label: 'activity' },
  { href: '/account/security', label: 'security' },
] as const;

/** Above each of the account's pages. */
export async function AccountNavigation() {
  const words = await getWords('account');
  return (
    <nav className={styles.navigation} aria-label={words.navigation}>
      <ul>
        {PAGES.map(({ href, label }) => (
          <li key={href}>
            <NavigationLink href={href}>{words[label]}</NavigationLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
