'use client';

import { type ReactNode, useEffect } from 'react';
import { signInPath } from '@/lib/auth/return-to';
import type { Viewer } from '@/lib/data/viewer';
import { useSession } from './session-provider';

interface SignedInProps {
  /** Shown while the session is not known and on the way to the sign-in page. */
  readonly placeholder: ReactNode;
  children(viewer: Viewer): ReactNode;
}

/**
 * Renders its children for a signed-in user and sends everyone else to the sign-in page. It decides what is shown,
 * not who may read: the data shown comes from handlers that check for themselves.
 */
export function SignedIn({ placeholder, children }: SignedInProps) {
  const { state } = useSession();
  const mustSignIn = state.status === 'signed-out';

  useEffect(() => {
    if (mustSignIn)
      window.location.replace(signInPath(`${window.location.pathname}${window.location.search}`));
  }, [mustSignIn]);

  return state.status === 'signed-in' ? children(state.viewer) : placeholder;
}
