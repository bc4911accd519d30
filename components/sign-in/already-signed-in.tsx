'use client';

import type { ReturnTo } from '@/lib/auth/return-to';
import type { Words } from '@/messages/words';
import { fillIn } from '../parts/fill-in';
import { Notice } from '../parts/notice';
import { displayName } from '../session/display-name';
import { useSession } from '../session/session-provider';

interface AlreadySignedInProps {
  readonly words: Words<'signIn'>;
  readonly returnTo: ReturnTo;
}

/** Signing in was finished in another tab, or a recent sign-in is asked for: there is a session already. */
export function AlreadySignedIn({ words, returnTo }: AlreadySignedInProps) {
  const { state } = useSession();
  return (
    <div role="status" hidden={state.status !== 'signed-in'}>
      {state.status === 'signed-in' && (
        <Notice tone="info" title={fillIn(words.signedInAs, { name: displayName(state.viewer) })}>
          <a href={returnTo}>{words.continue}</a>
          {words.orBelow}
        </Notice>
      )}
    </div>
  );
}
