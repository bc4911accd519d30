'use client';

import type { ReturnTo } from '@/lib/auth/return-to';
import { Notice } from '../parts/notice';
import { displayName } from '../session/display-name';
import { useSession } from '../session/session-provider';

/** Signing in was finished in another tab, or a recent sign-in is asked for: there is a session already. */
export function AlreadySignedIn({ returnTo }: { returnTo: ReturnTo }) {
  const { state } = useSession();
  return (
    <div role="status" hidden={state.status !== 'signed-in'}>
      {state.status === 'signed-in' && (
        <Notice tone="info" title={`This browser is signed in as ${displayName(state.viewer)}.`}>
          <a href={returnTo}>Continue</a>, or sign in again below.
        </Notice>
      )}
    </div>
  );
}
