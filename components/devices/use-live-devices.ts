'use client';

import { useEffect, useState } from 'react';
import type { ActionState } from '@/lib/data/action-state';
import type { Device } from '@/lib/data/devices';

const DEVICES_URL = '/api/account/sessions?watching=1';
const INTERVAL_MS = 5_000;
const PATIENCE_MS = 8_000;

/**
 * The caller's devices, kept current while the page is in view: sessions come and go elsewhere. Asking is no use of
 * the session. An answer that does not come changes nothing; that a session is over is for `SessionProvider` to say.
 *
 * @param rendered those that the page came with
 * @param last the last sign-out, after which the list is asked for at once
 */
export function useLiveDevices(rendered: readonly Device[], last: ActionState): readonly Device[] {
  const [live, setLive] = useState({ rendered, devices: rendered });

  useEffect(() => {
    const over = new AbortController();
    const ask = async () => {
      const devices = document.visibilityState === 'visible' ? await askForDevices(over.signal) : null;
      if (devices !== null && !over.signal.aborted) setLive({ rendered, devices });
    };
    const timer = setInterval(() => void ask(), INTERVAL_MS);
    document.addEventListener('visibilitychange', () => void ask(), { signal: over.signal });
    if (last.status === 'done') void ask();
    return () => {
      clearInterval(timer);
      over.abort();
    };
  }, [rendered, last]);

  return live.rendered === rendered ? live.devices : rendered;
}

async function askForDevices(signal: AbortSignal): Promise<readonly Device[] | null> {
  try {
    const response = await fetch(DEVICES_URL, {
      cache: 'no-store',
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    });
    if (!response.ok) return null;
    const body: { readonly sessions: readonly Device[] } = await response.json();
    return body.sessions;
  } catch {
    return null;
  }
}
