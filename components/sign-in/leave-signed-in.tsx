'use client';

import { useEffect } from 'react';
import type { ReturnTo } from '@/lib/auth/return-to';

/** The relay has set the session's cookie by now. A full load, so that the server renders for the user. */
export function LeaveSignedIn({ to, words }: { to: ReturnTo; words: string }) {
  useEffect(() => window.location.assign(to), [to]);
  return <p role="status">{words}</p>;
}
