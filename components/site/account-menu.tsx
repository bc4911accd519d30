'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { displayName } from '@/components/session/display-name';
import { signInPath } from '@/lib/auth/return-to';
import { Avatar } from '../parts/avatar';
import { useFrame } from '../parts/frame-words';
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
          <Link className="button primary" href={signInPath(pathname)} prefetch={false}>
            {words.signIn}
          </Link>
        )}
      </div>
    );
  }
  const name = displayName(state.viewer);
  return (
    <div className={styles.account}>
      <Link href="/account" prefetch={false} className={styles.person}>
        <Avatar name={name} picture={state.viewer.picture} />
        <span className={styles.name}>{name}</span>
      </Link>
      <SignOutForm label={words.signOut} className="button quiet" />
    </div>
  );
}
