import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { Hosting } from '@/local-hosting/hosting';
import { ask, processState, startBareHosting, startEcho } from './support/bare-hosting';

const running: Array<{ stop(): unknown }> = [];

async function start(options: Parameters<typeof startBareHosting>[0] = {}): Promise<Hosting> {
  const hosting = await startBareHosting(options);
  running.push(hosting);
  return hosting;
}

afterEach(() => Promise.all(running.splice(0).map((each) => each.stop())));

const gone = (pid: number) => expect.poll(() => processState(pid)).toBeNull();

test('an environment is started by the first request, and answers the next as well', async () => {
  const hosting = await start();
  expect(hosting.meter()).toMatchObject({ requests: 0, coldStarts: 0, environments: 0 });
  const { pid } = await ask(hosting, '/seen');
  expect((await ask(hosting, '/seen')).pid).toBe(pid);
  expect(hosting.meter()).toMatchObject({ requests: 2, coldStarts: 1, environments: 1 });
});

test('each request under way has an environment to itself', async () => {
  const hosting = await start();
  const answers = await Promise.all([1, 2, 3].map(() => ask(hosting, '/slow?ms=1000')));
  const pids = new Set(answers.map(({ pid }) => pid));
  expect(pids.size).toBe(3);
  expect(pids).toContain((await ask(hosting, '/seen')).pid);
  expect(hosting.meter()).toMatchObject({ requests: 4, coldStarts: 3, environments: 3 });
});

test('beyond the limit requests wait for each other', async () => {
  const hosting = await start({ maxEnvironments: 1 });
  const answers = await Promise.all([1, 2, 3].map(() => ask(hosting, '/slow?ms=50')));
  expect(new Set(answers.map(({ pid }) => pid)).size).toBe(1);
  expect(hosting.meter()).toMatchObject({ requests: 3, coldStarts: 1, environments: 1 });
});

test('who waits for an environment in vain is answered 504, and nothing is billed for it', async () => {
  const hosting = await start({ maxEnvironments: 1, requestMs: 1000 });
  const statuses = await Promise.all(
    [1, 2].map(async () => (await fetch(`${hosting.origin}/slow?ms=20000`)).status),
  );
  expect(statuses).toEqual([504, 504]);
  // The start took nothing off the first one's time, so the other gave up before it.
  expect(hosting.meter().requests).toBe(1);
});

test('an environment stands still from its answer to its next request', async () => {
  const hosting = await start();
  const before = await ask<{ ticks: number }>(hosting, '/ticks');
  // A process stops once each of its threads has heard of it.
  await expect.poll(() => processState(before.pid)).toBe('T');
  await sleep(1000);
  const after = await ask<{ ticks: number }>(hosting, '/ticks');
  expect(after.pid).toBe(before.pid);
  expect(after.ticks - before.ticks, 'a timer of 10 ms, a second later').toBeLessThan(50);
});

test('an environment that nobody needs is ended, and the next one starts cold', async () => {
  const hosting = await start({ idleEndMs: 100 });
  const { pid } = await ask(hosting, '/seen');
  await gone(pid);
  expect((await ask(hosting, '/seen')).pid).not.toBe(pid);
  expect(hosting.meter()).toMatchObject({ coldStarts: 2, environments: 1 });
});

test('stopping the host leaves no environment behind, frozen or not', async () => {
  const hosting = await startBareHosting();
  const [{ pid: first }, { pid: second }] = await Promise.all([
    ask(hosting, '/slow?ms=200'),
    ask(hosting, '/slow?ms=200'),
  ]);
  await hosting.stop();
  expect([first, second].map(processState)).toEqual([null, null]);
});

test('an app that ends in the middle of a request is answered for with 502, and started again', async () => {
  const hosting = await start();
  expect((await fetch(`${hosting.origin}/die`)).status).toBe(502);
  expect((await fetch(`${hosting.origin}/seen`)).status).toBe(200);
});

test('an environment that takes more memory than there is is ended', async () => {
  const hosting = await start({ memoryBytes: 200_000_000 });
  const { pid } = await ask(hosting, '/memory?megabytes=1');
  expect((await fetch(`${hosting.origin}/memory?megabytes=300`)).status).toBe(502);
  await gone(pid);
});

test('an environment has the host’s variables and no other of this process’s', async () => {
  process.env.HOSTING_TEST_SECRET = 'of the machine';
  const hosting = await start({ variables: { LOCAL_AWS_PORT: '1' } });
  const { env } = await ask<{ env: string[] }>(hosting, '/seen');
  delete process.env.HOSTING_TEST_SECRET;
  expect(env.sort()).toEqual(['HOSTNAME', 'LOCAL_AWS_PORT', 'NODE_ENV', 'NODE_OPTIONS', 'PATH', 'PORT']);
});

describe('a connection to the outside', () => {
  interface Connection {
    readonly echoed: boolean;
    readonly open: boolean;
  }
  const withEcho = async (options: Parameters<typeof startBareHosting>[0]) => {
    const echo = await startEcho();
    running.push(echo);
    return start({ redisUrl: echo.url, ...options });
  };

  test('survives a short freeze', async () => {
    const hosting = await withEcho({});
    expect(await ask<Connection>(hosting, '/connection')).toMatchObject({ echoed: true, open: true });
    expect(await ask<Connection>(hosting, '/connection')).toMatchObject({ echoed: true, open: true });
  });

  test.each([
    ['a long one', { freezeCutMs: 0 }],
    ['any, if its share is all', { cutShare: 1 }],
  ])('is silent after %s: open, and nothing passes; a new one works', async (_name, options) => {
    const hosting = await withEcho(options);
    await ask<Connection>(hosting, '/connection');
    await sleep(50);
    expect(await ask<Connection>(hosting, '/connection')).toMatchObject({ echoed: false, open: true });
    expect(await ask<Connection>(hosting, '/connection?fresh')).toMatchObject({ echoed: true });
  });
});

describe('the monotonic clock', () => {
  const FROZEN_MS = 1000;
  interface Clocks {
    readonly date: number;
    readonly performance: number;
    readonly hrtime: number;
    readonly bigint: number;
  }
  const passedWhileFrozen = async (freezeClock: boolean) => {
    const hosting = await start({ freezeClock });
    const before = await ask<Clocks>(hosting, '/clocks');
    await sleep(FROZEN_MS);
    const after = await ask<Clocks>(hosting, '/clocks');
    const passed = (clock: keyof Clocks) => after[clock] - before[clock];
    return {
      date: passed('date'),
      monotonic: [passed('performance'), passed('hrtime'), passed('bigint')],
    };
  };

  test('goes on while an environment is frozen', async () => {
    const { date, monotonic } = await passedWhileFrozen(false);
    for (const passed of monotonic) expect(Math.abs(passed - date)).toBeLessThan(FROZEN_MS / 2);
  });

  test('stands still with the option, and the wall clock does not', async () => {
    const { date, monotonic } = await passedWhileFrozen(true);
    expect(date).toBeGreaterThanOrEqual(FROZEN_MS);
    for (const passed of monotonic) expect(date - passed).toBeGreaterThan(FROZEN_MS / 2);
  });
});
