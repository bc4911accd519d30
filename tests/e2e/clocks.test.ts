import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { type Member, signInCrowd } from '@/tests/support/crowd';
import { setRefreshGrace } from '@/tests/support/refresh-grace';
import type { Stack } from '@/tests/support/stack';
import { testOn } from './fixture';

const MINUTE = 60_000;
const SESSIONS = 6;
const USE_FOR_MS = 14_000;
const TOKEN_SECONDS = 8;
/** The engine fetches the next token when the one at hand is good for less than this (`accessMarginMs`). */
const MARGIN_SECONDS = 3;

const test = testOn({ clocks: [0, 5 * MINUTE, -5 * MINUTE] });

/** Asks each instance in turn, over and over, for what comes from the session and what Amplify is asked for. */
async function use({ origins }: Stack, { jar, name, sub }: Member, wrong: unknown[]): Promise<void> {
  const until = performance.now() + USE_FOR_MS;
  while (performance.now() < until) {
    for (const origin of origins) {
      const [session, user] = await Promise.all(
        ['session', 'user'].map((what) =>
          jar.fetch(`${origin}/api/${what === 'user' ? 'check-user' : 'auth/session'}`),
        ),
      );
      const answers = [session?.status, await session?.json(), user?.status, await user?.json()];
      try {
        expect(answers).toEqual([200, expect.objectContaining({ sub, name }), 200, { user: sub }]);
      } catch {
        wrong.push({ origin, answers });
      }
    }
    await sleep(20);
  }
}

test.for([60, 0])(
  'instances whose clocks are minutes apart refresh once for all, with a grace period of %i s',
  async (graceSeconds, { stack }) => {
    const { control } = stack.aws;
    await control.reset();
    await setRefreshGrace(stack.aws, graceSeconds);
    await control.setTokenValidity({ accessSeconds: TOKEN_SECONDS });
    // Where the date is right: an id token from the future, by an instance's own date, is refused at sign-in.
    const crowd = await signInCrowd({ ...stack, origins: stack.origins.slice(0, 1) }, SESSIONS);
    await control.setTokenValidity({ accessSeconds: TOKEN_SECONDS, idSeconds: TOKEN_SECONDS });
    const before = await control.refreshCount();
    const wrong: unknown[] = [];
    const startedAt = performance.now();
    await Promise.all(crowd.map((member) => use(stack, member, wrong)));
    const seconds = (performance.now() - startedAt) / 1000;
    const refreshes = (await control.refreshCount()) - before;
    expect({ count: wrong.length, first: wrong[0] }).toEqual({ count: 0, first: undefined });
    // A token's end is in whole seconds, so it may be good for almost one less than it was asked for.
    const soonest = TOKEN_SECONDS - 1 - MARGIN_SECONDS;
    expect(refreshes).toBeLessThanOrEqual(SESSIONS * (Math.floor(seconds / soonest) + 1));
    expect(refreshes).toBeGreaterThanOrEqual(SESSIONS * 2);
  },
);
