'use client';

import type { ReactNode } from 'react';
import { useSession } from './session-provider';

interface SignedOutProps {
  readonly children: ReactNode;
}

/** Shows its children while nobody is known to be signed in here: not before that is known, and not in an outage. */
export function SignedOut({ children }: SignedOutProps) {
  return useSession().state.status === 'signed-out' ? children : null;
}
