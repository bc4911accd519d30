import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { DEMO } from '@/tests/support/browser-actions';
import { CookieJar } from '@/tests/support/cookie-jar';
import { moreSessions } from '@/tests/support/more-sessions';
import { COOKIE, holderOf } from '@/tests/support/session-cookie';
import { type HostingStack, type HostingStackOptions, startHostingStack } from './support/hosting-stack';

/** No process may believe for longer that an ended session goes on. */
const STALENESS_CAP_MS = 2000;

let stack: HostingStack | undefined;

afterEach(async () => {
  await stack?.stop();
  stack = undefined;
});

async function signedIn(options: HostingStackOptions) {
  const started = await startHostingStack(options);
  stack = started;
  const [jar = new CookieJar()] = await moreSessions(started, DEMO, 1);
  const ask = async (path = '/protected') => (await jar.fetch(`${started.origin}${path}`)).status;
  return { origin: started.origin, jar, ask };
}

const CLOCKS = [
  ['goes on', { freezeClock: false }],
  ['stands still', { freezeClock: true }],
] as const;

describe.each(CLOCKS)('where the monotonic clock %s in the sleep', (_name, clock) => {
  test('a session is known after each sleep, short or long', async () => {
    const { ask } = await signedIn({ ...clock, warm: 1, maxEnvironments: 1 });
    const statuses: number[] = [];
    for (const ms of [0, 300, 300, STALENESS_CAP_MS * 2, 300]) {
      await sleep(ms);
      statuses.push(await ask());
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
  });

  test('a process that slept through the end of a session does not go on with it', async () => {
    const { origin, jar, ask } = await signedIn({ ...clock, warm: 2, maxEnvironments: 2 });
    const copy = holderOf(jar.get(COOKIE) ?? '');
    // Both have read the session and gone to sleep.
    expect(await Promise.all([ask(), ask()])).toEqual([200, 200]);
    const out = await copy.fetch(`${origin}/api/auth/sign-out`, { method: 'POST' });
    expect(out.status).toBe(303);
    await sleep(STALENESS_CAP_MS + 200);
    const asked = [ask('/api/auth/session'), ask('/api/auth/session'), ask('/api/auth/session')];
    expect(await Promise.all(asked)).toEqual([401, 401, 401]);
  });
});
