'use client';

import { type ReactNode, useEffect } from 'react';
import { goToSignIn } from './go-to-sign-in';
import { useSession } from './session-provider';
import { type ForViewer, SignedIn } from './signed-in';

interface RequireSessionProps {
  /** Shown while the session is not known and on the way to the sign-in page. */
  readonly placeholder?: ReactNode;
  readonly children: ForViewer;
}

/**
 * Shows its children to a signed-in user and sends everyone else to the sign-in page, to come back here afterwards. It
 * decides what is shown, not who may read: the data shown comes from handlers that check for themselves.
 */
export function RequireSession({ placeholder = null, children }: RequireSessionProps) {
  const { status } = useSession().state;
  const mustSignIn = status === 'signed-out';

  useEffect(() => {
    if (mustSignIn) goToSignIn();
  }, [mustSignIn]);

  return status === 'signed-in' ? <SignedIn>{children}</SignedIn> : placeholder;
}
