'use client';

import type { Route } from 'next';
import { ADMIN_GROUP } from '@/lib/data/administrators';
import type { Words } from '@/messages/words';
import { useFrame } from '../parts/frame-words';
import { NavigationLink } from '../parts/page-link';
import { useSession } from '../session/session-provider';
import styles from './site-header.module.css';

interface Entry {
  readonly href: Route;
  readonly label: keyof Words<'frame'>;
  /** The part of the label that narrow screens leave out of sight, though not out of the link's name. */
  readonly rest?: keyof Words<'frame'>;
}

const PAGES: readonly Entry[] = [
  { href: '/profile', label: 'profile' },
  { href: '/protected', label: 'server', rest: 'guard' },
  { href: '/protected-client', label: 'client', rest: 'guard' },
  { href: '/handbook', label: 'handbook' },
  { href: '/account', label: 'account' },
];
const ADMIN_PAGE: Entry = { href: '/admin', label: 'admin' };

/** Not prefetched: these pages are private, and a prefetch would read the session for nothing. */
export function MainNavigation() {
  const { state } = useSession();
  const { words } = useFrame();
  const isAdmin = state.status === 'signed-in' && state.viewer.groups.includes(ADMIN_GROUP);
  return (
    <nav className={styles.navigation} aria-label={words.navigation}>
      <ul className={styles.links}>
        {[...PAGES, ...(isAdmin ? [ADMIN_PAGE] : [])].map(({ href, label, rest }) => (
          <li key={href}>
            <NavigationLink className={styles.link} href={href} isSection>
              {words[label]}
              {rest && <span className={styles.rest}> {words[rest]}</span>}
            </NavigationLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
