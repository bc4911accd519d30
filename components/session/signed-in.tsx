'use client';

import type { ReactNode } from 'react';
import type { Viewer } from '@/lib/data/viewer';
import { useSession } from './session-provider';

/** Something to show, or what makes it of who is signed in. */
export type ForViewer = ReactNode | ((viewer: Viewer) => ReactNode);

interface SignedInProps {
  readonly children: ForViewer;
}

/** Shows its children while someone is known to be signed in here, and nothing otherwise. */
export function SignedIn({ children }: SignedInProps) {
  const { state } = useSession();
  if (state.status !== 'signed-in') return null;
  return typeof children === 'function' ? children(state.viewer) : children;
}
