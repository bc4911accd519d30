'use client';

import { RequireSession } from '@/components/session/require-session';
import { useSession } from '@/components/session/session-provider';
import { SignedIn } from '@/components/session/signed-in';
import { SignedOut } from '@/components/session/signed-out';

export function Greeting() {
  const { state } = useSession();
  return state.status === 'signed-in' ? <p>Hello, {state.viewer.name}</p> : null;
}

export function Corner() {
  return (
    <>
      <SignedIn>{(viewer) => <a href="/account">{viewer.name ?? viewer.email}</a>}</SignedIn>
      <SignedOut>
        <a href="/sign-in">Sign in</a>
      </SignedOut>
    </>
  );
}

export function Editor() {
  return (
    <RequireSession placeholder={<p>One moment.</p>}>
      {(viewer) => <p>Draft of {viewer.name}</p>}
    </RequireSession>
  );
}
