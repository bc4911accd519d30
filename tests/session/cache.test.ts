import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from 'redis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DeviceKey } from '../support/device-key';
import { startRedis, type TestRedis } from '../support/redis';
import { startTcpProxy } from '../support/tcp-proxy';
import { BROWSER, TestEngine, USUAL_LIMIT } from './support/engine';

let redis: TestRedis;
let engine: TestEngine;

beforeAll(async () => {
  redis = await startRedis({ args: ['--appendfsync', 'no'] });
  engine = await TestEngine.open({ store: redis.url });
});
afterAll(async () => {
  await engine.close();
  await redis.stop();
});

/** Commands that Redis has processed, of any kind, by its own count. */
async function commandsDuring(action: () => Promise<unknown>): Promise<number> {
  const admin = await createClient({ url: redis.url, RESP: 2 }).connect();
  const count = async () => Number(/total_commands_processed:(\d+)/.exec(await admin.info('stats'))?.[1]);
  const before = await count();
  await action();
  const after = await count();
  admin.destroy();
  return after - before - 1;
}

test('verifying a session costs one command cold and none warm', async () => {
  const who = await engine.signIn();
  await pause(50);
  expect(await commandsDuring(() => engine.read(who))).toBe(1);
  expect(await commandsDuring(() => Promise.all(Array.from({ length: 1000 }, () => engine.read(who))))).toBe(
    0,
  );
});

test('a session that is bound to a device costs no more', async () => {
  const who = await engine.signIn();
  const proof = await (await DeviceKey.make()).registration(who.deviceChallenge ?? '');
  const { ticket: deviceTicket } = await engine.service.boundSessions.register(proof);
  await pause(50);
  const read = () => engine.service.read(who.ticket, BROWSER, { deviceTicket });
  expect(await commandsDuring(read)).toBe(1);
  expect(await commandsDuring(() => Promise.all(Array.from({ length: 1000 }, read)))).toBe(0);
  expect(await read()).toMatchObject({ browserKey: { id: expect.any(String) } });
});

test('a hundred requests that arrive cold together cost one command', async () => {
  const who = await engine.signIn();
  await pause(50);
  expect(await commandsDuring(() => Promise.all(Array.from({ length: 100 }, () => engine.read(who))))).toBe(
    1,
  );
});

test('tokens cost one more command cold and none warm', async () => {
  const who = await engine.signIn();
  await pause(50);
  expect(await commandsDuring(() => engine.service.tokens(who.session))).toBe(2);
  expect(await commandsDuring(() => engine.service.tokens(who.session))).toBe(0);
});

test('with the cache off every verification costs exactly one command', async () => {
  const uncached = await TestEngine.open({
    store: redis.url,
    cognito: engine.cognito,
    hooks: { maxStalenessMs: 0 },
  });
  const who = await uncached.signIn();
  await pause(50);
  const reads = async () => {
    for (let i = 0; i < 50; i += 1) await uncached.read(who);
  };
  expect(await commandsDuring(reads)).toBe(50);
  await uncached.close();
});

test('a revocation reaches a process that had the session cached within milliseconds, 1,000 times', async () => {
  const reader = await engine.worker();
  // Cognito has no part in it, so each of 25 users starts every one of their 40 sessions with the same tokens.
  const signedIn = await Promise.all(Array.from({ length: 25 }, () => engine.signIn()));
  const delays: number[] = [];
  for (let batch = 0; batch < 40; batch += 1) {
    const people = await Promise.all(
      signedIn.map(({ identity, tokens }) => engine.signIn({ identity, tokens })),
    );
    for (const who of people) {
      await reader.call('read', who.ticket, BROWSER);
    }
    delays.push(...(await Promise.all(people.map((who) => timeToDeath(who)))));
  }

  async function timeToDeath(who: Awaited<ReturnType<typeof engine.signIn>>): Promise<number> {
    await engine.store.sessions.end(who.session.ref.tag, [who.session.ref.idHash], false);
    const endedAt = performance.now();
    for (;;) {
      const seen = await reader.call('read', who.ticket, BROWSER);
      if (seen === null) return performance.now() - endedAt;
    }
  }

  delays.sort((a, b) => a - b);
  const [p50, p99] = [delays[500] ?? Number.NaN, delays[990] ?? Number.NaN];
  process.stdout.write(
    `revocation reaches a cached reader: p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms\n`,
  );
  expect(delays).toHaveLength(1000);
  expect(p99).toBeLessThan(100);
});

test('with the connection frozen nothing older than two seconds is believed', async () => {
  const proxy = await startTcpProxy(redis.port);
  const remote = await TestEngine.open({
    store: `redis://127.0.0.1:${proxy.port}`,
    sessionKeys: engine.sessionKeys,
    cognito: engine.cognito,
    hooks: USUAL_LIMIT,
  });
  const who = await engine.signIn();
  expect(await remote.read(who)).not.toBeNull();
  proxy.freeze();
  const frozenAt = performance.now();
  await engine.service.end(who.session.ref, 'signed_out');
  let lastBelieved = 0;
  let refusedAt = 0;
  while (performance.now() - frozenAt < 4500) {
    const asked = performance.now();
    const seen = await remote.read(who).catch((error: { code: string }) => error.code);
    if (typeof seen === 'object' && seen !== null) lastBelieved = asked - frozenAt;
    else {
      expect(seen).toBe('store_unavailable');
      refusedAt ||= performance.now() - frozenAt;
    }
    await pause(10);
  }
  expect(lastBelieved).toBeGreaterThan(1500);
  expect(lastBelieved).toBeLessThanOrEqual(2000);
  expect(refusedAt).toBeLessThan(3200);
  proxy.thaw();
  await expect.poll(() => remote.read(who).catch(() => 'unavailable'), { timeout: 5000 }).toBeNull();
  await remote.close();
  await proxy.stop();
});

test('a lost connection empties the cache at once', async () => {
  const proxy = await startTcpProxy(redis.port);
  const remote = await TestEngine.open({
    store: `redis://127.0.0.1:${proxy.port}`,
    sessionKeys: engine.sessionKeys,
    cognito: engine.cognito,
    hooks: USUAL_LIMIT,
  });
  const who = await engine.signIn();
  expect(await remote.read(who)).not.toBeNull();
  await proxy.stop();
  await pause(50);
  await expect(remote.read(who)).rejects.toMatchObject({ code: 'store_unavailable' });
  await remote.close();
});
