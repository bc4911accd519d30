'use client';

import { useSession } from '@/components/session/session-provider';

export function Greeting() {
  const { state } = useSession();
  return state.status === 'signed-in' ? <p>Hello, {state.viewer.name}</p> : null;
}
