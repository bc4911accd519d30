import { LatchkeyError } from '../errors';

/** Far more than any browser opens at once; its windows wait through one of them (docs/decisions/0005). */
export const MOST_HELD = 256;

const SOON_SECONDS = 20;

const held = new Map<string, number>();

/**
 * Answers a request that is held back, unless its browser has too many of them in this process already. Counted here and
 * not in the store: what a held request uses up is this process's.
 *
 * @param browser whose it is
 * @throws LatchkeyError `too_many_requests`
 */
export async function whileHeld<T>(browser: string, answer: () => Promise<T>): Promise<T> {
  const count = held.get(browser) ?? 0;
  if (count >= MOST_HELD) throw new LatchkeyError('too_many_requests', { retryAfterSeconds: SOON_SECONDS });
  held.set(browser, count + 1);
  try {
    return await answer();
  } finally {
    const left = (held.get(browser) ?? 1) - 1;
    if (left === 0) held.delete(browser);
    else held.set(browser, left);
  }
}
