import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { DEMO } from '@/tests/support/browser-actions';
import { CookieJar } from '@/tests/support/cookie-jar';
import { moreSessions } from '@/tests/support/more-sessions';
import { COOKIE, holderOf } from '@/tests/support/session-cookie';
import { type HostingStack, type HostingStackOptions, startHostingStack } from './support/hosting-stack';

/** No process may believe for longer that an ended session goes on. */
const STALENESS_CAP_MS = 2000;
/** What a person may wait who opens a page after a while: far more than it takes, far less than to give up. */
const PATIENCE_MS = 3000;
/** How long connecting to Redis may take. */
const CONNECT_LIMIT_MS = 3000;

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
  test('the first request after connections went silent in a sleep is answered, each time', async () => {
    const { ask } = await signedIn({ ...clock, warm: 1, maxEnvironments: 1, freezeCutMs: 250 });
    const answers: Array<{ status: number; inTime: boolean }> = [];
    for (const sleepMs of [0, 300, 300, STALENESS_CAP_MS * 2, 300, 300]) {
      await sleep(sleepMs);
      const asked = performance.now();
      const status = await ask();
      answers.push({ status, inTime: performance.now() - asked < PATIENCE_MS });
    }
    expect(answers).toEqual(answers.map(() => ({ status: 200, inTime: true })));
  });

  test('a process that slept through the end of a session does not go on with it', async () => {
    const { origin, jar, ask } = await signedIn({ ...clock, warm: 2, maxEnvironments: 2, freezeCutMs: 1000 });
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

test('a process that went to sleep while it was connecting answers when it wakes', async () => {
  const started = await startHostingStack({ maxEnvironments: 1 });
  stack = started;
  // Needs no Redis, so it is answered before there is a connection.
  expect((await fetch(`${started.origin}/api/health/live`)).status).toBe(200);
  await sleep(CONNECT_LIMIT_MS + 500);
  expect((await fetch(`${started.origin}/api/health/ready`)).status).toBe(200);
});
