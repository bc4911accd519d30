'use client';

import { usePathname } from 'next/navigation';
import type { Words } from '@/messages/words';
import { LinkPending } from '../parts/link-pending';
import { PageLink } from '../parts/page-link';
import styles from './account-navigation.module.css';

const PAGES = [
  { href: '/account', label: 'overview' },
  { href: '/account/sessions', label: 'devices' },
  { href: '/account/activity', label: 'activity' },
  { href: '/account/security', label: 'security' },
] as const;

type Labels = Pick<Words<'account'>, 'navigation' | (typeof PAGES)[number]['label']>;

export function AccountNavigation({ words }: { words: Labels }) {
  const pathname = usePathname();
  return (
    <nav className={styles.navigation} aria-label={words.navigation}>
      <ul>
        {PAGES.map(({ href, label }) => (
          <li key={href}>
            <PageLink href={href} aria-current={pathname === href ? 'page' : undefined}>
              {words[label]}
              <LinkPending />
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
