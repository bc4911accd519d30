'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { LinkPending } from '../parts/link-pending';
import styles from './account-navigation.module.css';

const PAGES: ReadonlyArray<{ readonly href: Route; readonly label: string }> = [
  { href: '/account', label: 'Overview' },
  { href: '/account/sessions', label: 'Devices' },
  { href: '/account/activity', label: 'Activity' },
  { href: '/account/security', label: 'Security' },
];

export function AccountNavigation() {
  const pathname = usePathname();
  return (
    <nav className={styles.navigation} aria-label="Account">
      <ul>
        {PAGES.map(({ href, label }) => (
          <li key={href}>
            <Link href={href} prefetch={false} aria-current={pathname === href ? 'page' : undefined}>
              {label}
              <LinkPending />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
