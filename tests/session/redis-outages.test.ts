import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prove } from '../../lib/proof';
import { type Relay, startRelay } from '../../local-hosting/redis-relay';
import { startRedis, type TestRedis } from '../support/redis';
import { redisCommand } from '../support/redis-admin';
import { BROWSER, type SignedIn, TestEngine, USUAL_LIMIT } from './support/engine';

let redis: TestRedis;
let engine: TestEngine;

beforeAll(async () => {
  redis = await startRedis({ args: ['--enable-debug-command', 'local'] });
  engine = await TestEngine.open({ store: redis.url, hooks: USUAL_LIMIT });
});
afterAll(async () => {
  await engine.close();
  await redis.stop();
});

const unavailable = { code: 'store_unavailable', status: 503, retryAfterSeconds: 5 };

/** Whatever is asked of the engine while Redis is away. */
function everyMethod(who: SignedIn): (() => Promise<unknown>)[] {
  const { service } = engine;
  return [
    () => service.read(who.ticket, BROWSER),
    () => service.tokens(who.session),
    () => service.list(who.identity.sub),
    () => service.appData.get(who.ticket, 'a'),
    () => service.appData.set(who.ticket, 'a', '1'),
    async () => service.openOnce(await service.sealOnce('value', 60)),
    () => service.ping(),
    () => engine.signIn(),
  ];
}

async function expectUnavailable(who: SignedIn): Promise<void> {
  const startedAt = performance.now();
  const outcomes = await Promise.allSettled(everyMethod(who).map((method) => method()));
  expect(performance.now() - startedAt).toBeLessThan(3500);
  for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: unavailable });
}

async function expectAlive(who: SignedIn): Promise<void> {
  const seen = () => engine.read(who).catch((error: { code: string }) => error.code);
  await expect.poll(seen, { timeout: 5000 }).toMatchObject({ publicId: who.session.publicId });
}

test('Redis stopped: 503 for everything, and everyone is still signed in when it is back', async () => {
  const who = await engine.signIn();
  await redis.halt();
  await pause(50);
  await expectUnavailable(who);
  await redis.resume();
  await expectAlive(who);
});

describe('a connection that falls silent without a word', () => {
  let relay: Relay;
  let behind: TestEngine;
  let who: SignedIn;

  beforeAll(async () => {
    relay = await startRelay('127.0.0.1', redis.port);
    const store = `redis://127.0.0.1:${relay.port}/0?maxStalenessMs=0`;
    behind = await TestEngine.open({ store, hooks: USUAL_LIMIT, cognito: engine.cognito });
    who = await behind.signIn();
  });
  afterAll(async () => {
    await behind.close();
    relay.stop();
  });

  test('while nobody asked costs no request, whether it reads or writes', async () => {
    const { service } = behind;
    for (const ask of [
      () => behind.read(who),
      () => service.appData.set(who.ticket, 'a', '1'),
      async () => service.openOnce(await service.sealOnce('value', 60)),
      () => behind.signIn(),
    ]) {
      await pause(1500);
      relay.cut(1);
      await expect(ask()).resolves.not.toThrow();
    }
    expect(await service.appData.get(who.ticket, 'a')).toBe('1');
  });

  test('at the busiest moment costs no read, and at most what was being written', async () => {
    const outcomes: PromiseSettledResult<unknown>[] = [];
    let cuts = 0;
    for (let round = 0; round < 60; round += 1) {
      if (round % 20 === 10) {
        relay.cut(1);
        cuts += 1;
        await expect(behind.read(who)).resolves.toMatchObject({ publicId: who.session.publicId });
      }
      const write = behind.service.appData.set(who.ticket, 'round', `${round}`);
      outcomes.push(...(await Promise.allSettled([write])));
      await pause(50);
    }
    const failed = outcomes.filter(({ status }) => status === 'rejected');
    expect(failed.length).toBeLessThanOrEqual(cuts);
  });

  test('is replaced once for all who were waiting on it, however they came, and each of them is answered', async () => {
    const opened = async () => {
      const info = await redisCommand(redis.port, 'INFO', 'stats');
      return Number(/total_connections_received:(\d+)/.exec(info)?.[1]);
    };
    relay.cut(1);
    const before = await opened();
    const asked = Array.from({ length: 60 }, async (_, i) => {
      await pause(2 * i);
      return behind.service.appData.get(who.ticket, 'a');
    });
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['1']));
    // One is the replacement, another that of `opened`.
    expect((await opened()) - before).toBe(2);
  });

  test('is replaced on a site with a request every few seconds', async () => {
    relay.cut(1);
    for (let request = 0; request < 3; request += 1) {
      await expect(behind.read(who)).resolves.toMatchObject({ publicId: who.session.publicId });
      await pause(2500);
    }
  });
});

test('Redis frozen: 503 after the time limit, and everyone is still signed in when it goes on', async () => {
  const who = await engine.signIn();
  process.kill(redis.pid, 'SIGSTOP');
  await pause(2100);
  await expectUnavailable(who);
  await expectUnavailable(who);
  process.kill(redis.pid, 'SIGCONT');
  await expectAlive(who);
});

test('Redis slower than the time limit: 503, not a wait', async () => {
  const who = await engine.signIn();
  const admin = createClient({ url: redis.url });
  admin.on('error', () => {});
  await admin.connect();
  await pause(2100);
  const blocked = admin.sendCommand(['DEBUG', 'SLEEP', '2.5']).catch(() => null);
  await pause(20);
  await expectUnavailable(who);
  await blocked;
  admin.destroy();
  await expectAlive(who);
});

test.each([0, 850])(
  'Redis silent for %i ms and this process too busy to hear its answer: a wait, not a 503',
  async (silentMs) => {
    const who = await engine.signIn();
    process.kill(redis.pid, 'SIGSTOP');
    const asked = engine.service.appData.get(who.ticket, 'a');
    await pause(silentMs);
    // From here on Node looks at its timers before it looks at its sockets.
    await new Promise(setImmediate);
    process.kill(redis.pid, 'SIGCONT');
    const busyUntil = performance.now() + 1500;
    while (performance.now() < busyUntil);
    expect(await asked).toBeNull();
  },
);

test('Redis full: sign-in is refused with 503, reading goes on, and sessions can still be ended', async () => {
  const [who, other] = [await engine.signIn(), await engine.signIn()];
  await redisCommand(redis.port, 'CONFIG', 'SET', 'maxmemory-policy', 'noeviction');
  await redisCommand(redis.port, 'CONFIG', 'SET', 'maxmemory', '1');
  await expect(engine.signIn()).rejects.toMatchObject(unavailable);
  await expect(engine.service.appData.set(who.ticket, 'a', '1')).rejects.toMatchObject(unavailable);
  expect(await engine.read(who)).not.toBeNull();
  await engine.service.end(other.session.ref, 'signed_out');
  expect(await engine.read(other)).toBeNull();
  expect(await engine.cognito.isRevoked(other.tokens)).toBe(true);
  await redisCommand(redis.port, 'CONFIG', 'SET', 'maxmemory', '0');
  await engine.service.appData.set(who.ticket, 'a', '1');
});

test('Redis became a replica: writes wait for a new primary, then 503; reads go on', async () => {
  const who = await engine.signIn();
  await redisCommand(redis.port, 'REPLICAOF', '127.0.0.1', '1');
  expect(await engine.read(who)).not.toBeNull();
  await expect(engine.service.appData.set(who.ticket, 'a', '1')).rejects.toMatchObject(unavailable);
  const patient = engine.service.appData.set(who.ticket, 'a', 'later');
  await pause(300);
  await redisCommand(redis.port, 'REPLICAOF', 'NO', 'ONE');
  await patient;
  expect(await engine.service.appData.get(who.ticket, 'a')).toBe('later');
});

test('SCRIPT FLUSH in the middle of everything is not noticed', async () => {
  const identity = await engine.cognito.person();
  const people = await Promise.all(Array.from({ length: 20 }, () => engine.signIn({ identity })));
  for (let round = 0; round < 20; round += 1) {
    const [outcomes] = await Promise.all([
      Promise.all(people.map((who) => engine.service.appData.set(who.ticket, 'round', `${round}`))),
      redisCommand(redis.port, 'SCRIPT', 'FLUSH'),
    ]);
    expect(outcomes).toHaveLength(20);
  }
  expect(await engine.service.endAll(identity.sub, 'signed_out')).toBe(20);
});

test('processes whose clocks are ten minutes apart agree on who is signed in and for how long', async () => {
  const [fast, slow] = await Promise.all([
    engine.worker({ clockSkewMs: 300_000 }),
    engine.worker({ clockSkewMs: -300_000 }),
  ]);
  const { cognito } = engine;
  const identity = await cognito.person();
  const started = await fast.call('start', {
    idToken: prove({ identity, authenticatedAt: Date.now(), provider: null }),
    tokens: await cognito.signIn(identity),
    method: 'hosted',
    client: BROWSER,
    remember: true,
    previous: null,
  });
  expect(Math.abs(started.session.createdAt - Date.now())).toBeLessThan(5000);
  const before = await cognito.refreshes();
  const who = await engine.signIn();
  const expired = await engine.signIn({ accessLifeMs: -1000 });
  for (const worker of [slow, fast]) {
    expect(await worker.call('read', who.ticket, BROWSER)).toMatchObject({ publicId: who.session.publicId });
    expect(await worker.call('tokens', who.session)).toEqual(who.tokens);
    const [soon, past] = [await worker.call('sealOnce', 'value', 2), await engine.service.sealOnce('x', -1)];
    expect(await engine.service.openOnce(soon)).toBe('value');
    expect(await worker.call('openOnce', past)).toBeNull();
    expect(await worker.call('openOnce', await engine.service.sealOnce('value', 2))).toBe('value');
  }
  expect((await cognito.refreshes()) - before).toBe(0);
  const renewed = await Promise.all([slow, fast].map((worker) => worker.many(20, 'tokens', expired.session)));
  expect((await cognito.refreshes()) - before).toBe(1);
  expect(new Set(renewed.flat().map((outcome) => outcome.value?.refreshToken)).size).toBe(1);
});

test('a use that cannot be written down fails nobody, and nobody is answered before that is known', async () => {
  const eager = await TestEngine.open({
    store: redis.url,
    hooks: USUAL_LIMIT,
    policy: { touchEveryMs: 0 },
    sessionKeys: engine.sessionKeys,
    cognito: engine.cognito,
  });
  const who = await eager.signIn();
  await redisCommand(redis.port, 'CLIENT', 'PAUSE', '60000', 'WRITE');
  try {
    const answers = await Promise.all(
      [1, 2].map(async () => {
        const session = await eager.read(who);
        return [session?.publicId, eager.logged.filter(({ event }) => event === 'touch_failed').length];
      }),
    );
    const { publicId } = who.session;
    expect(answers).toEqual([
      [publicId, 1],
      [publicId, 1],
    ]);
  } finally {
    await redisCommand(redis.port, 'CLIENT', 'UNPAUSE');
    await eager.close();
  }
});
