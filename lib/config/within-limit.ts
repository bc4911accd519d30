import { setTimeout as pause } from 'node:timers/promises';

/**
 * What a question to AWS comes to, if it does so in time. AWS's client hears a signal only once it has credentials, and may
 * look for these a long time.
 *
 * @throws DOMException `TimeoutError` after `limitMs`
 */
export async function withinLimit<T>(ask: (signal: AbortSignal) => Promise<T>, limitMs: number): Promise<T> {
  const [over, answered] = [new AbortController(), new AbortController()];
  const late = pause(limitMs, undefined, { signal: answered.signal }).then(() => {
    over.abort();
    throw new DOMException('no answer in time', 'TimeoutError');
  });
  try {
    return await Promise.race([ask(over.signal), late]);
  } finally {
    answered.abort();
    late.catch(() => undefined);
  }
}
