'use client';

import type { Route } from 'next';
import { usePathname } from 'next/navigation';
import { displayName } from '@/components/session/display-name';
import { Avatar } from '../parts/avatar';
import { useFrame } from '../parts/frame-words';
import { PageLink } from '../parts/page-link';
import { useSession } from '../session/session-provider';
import { SignOutForm } from '../session/sign-out-form';
import styles from './site-header.module.css';

/** Who is signed in here, with the way out; or the way in. As wide while it is not known. */
export function AccountMenu() {
  const { state } = useSession();
  const pathname = usePathname();
  const { words } = useFrame();
  if (state.status === 'loading') {
    return (
      <div className={styles.account}>
        <span className={styles.waiting} aria-hidden="true" />
      </div>
    );
  }
  if (state.status === 'signed-out') {
    return (
      <div className={styles.account}>
        {pathname !== '/sign-in' && (
          <PageLink className="button primary" href={signInFrom(pathname)}>
            {words.signIn}
          </PageLink>
        )}
      </div>
    );
  }
  const name = displayName(state.viewer);
  return (
    <div className={styles.account}>
      <PageLink href="/account" className={styles.person}>
        <Avatar name={name} picture={state.viewer.picture} />
        <span className={styles.name}>{name}</span>
      </PageLink>
      <SignOutForm label={words.signOut} className="button quiet" />
    </div>
  );
}

/** The sign-in page checks the way back for itself. */
const signInFrom = (pathname: string): Route =>
  pathname === '/' ? '/sign-in' : `/sign-in?returnTo=${encodeURIComponent(pathname)}`;
