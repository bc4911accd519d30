import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startRedis, type TestRedis } from '../support/redis';
import type { TestCognito } from './support/cognito';
import { BROWSER, type SignedIn, TestEngine } from './support/engine';
import type { Worker } from './support/workers';

let redis: TestRedis;
let cognito: TestCognito;
let engine: TestEngine;
let workers: Worker[];

beforeAll(async () => {
  redis = await startRedis();
  engine = await TestEngine.open({ store: redis.url });
  cognito = engine.cognito;
  workers = await engine.workers(4);
});
afterAll(async () => {
  await engine.close();
  await redis.stop();
});
beforeEach(async () => {
  await cognito.recover();
  await cognito.setGrace(60);
});

/** 50 tabs in each process, all with an expired access token, at once. */
async function storm(who: SignedIn) {
  const before = await cognito.refreshes();
  const read = await Promise.all(workers.map((worker) => worker.many(50, 'read', who.ticket, BROWSER)));
  const tokens = await Promise.all(workers.map((worker) => worker.many(50, 'tokens', who.session)));
  return { read: read.flat(), tokens: tokens.flat(), refreshes: (await cognito.refreshes()) - before };
}

/** Whether this is the newest refresh token of its family. Spends it, and leaves no grace period. */
async function accepts(refreshToken = ''): Promise<boolean> {
  await cognito.setGrace(0);
  return (await cognito.refresh(refreshToken)).status === 200;
}

describe('50 tabs in each of 4 processes with an access token that has run out', () => {
  test.each([0, 60])('refresh once and all go on, with a grace period of %i s', async (graceSeconds) => {
    await cognito.setGrace(graceSeconds);
    await cognito.misbehave({ mode: 'delay', ms: 30 });
    const who = await engine.signIn({ accessLifeMs: -1000 });
    const { read, tokens, refreshes } = await storm(who);
    expect(refreshes).toBe(1);
    expect(read.map((outcome) => outcome.error ?? outcome.value?.publicId)).toEqual(
      Array(200).fill(who.session.publicId),
    );
    const refreshTokens = new Set(tokens.map((outcome) => outcome.error ?? outcome.value?.refreshToken));
    expect(refreshTokens.size).toBe(1);
    expect(await accepts([...refreshTokens][0])).toBe(true);
  });

  test('get tokens that are revoked when the session ends', async () => {
    const who = await engine.signIn({ accessLifeMs: -1000 });
    const { tokens } = await storm(who);
    const newest = tokens[0]?.value?.refreshToken ?? '';
    expect(newest).not.toBe(who.tokens.refreshToken);
    await engine.service.end(who.session.ref, 'signed_out');
    expect(await cognito.isRevoked(who.tokens)).toBe(true);
    for (const refreshToken of [newest, who.tokens.refreshToken]) {
      expect((await cognito.refresh(refreshToken)).body.message).toBe('Refresh Token has been revoked');
    }
  });

  test('refresh once also when they force it together', async () => {
    await cognito.misbehave({ mode: 'delay', ms: 200 });
    const who = await engine.signIn();
    const before = await cognito.refreshes();
    const all = await Promise.all(
      workers.map((worker) => worker.many(50, 'tokens', who.session, { force: true })),
    );
    expect((await cognito.refreshes()) - before).toBe(1);
    expect(new Set(all.flat().map((outcome) => outcome.value?.refreshToken)).size).toBe(1);
  });
});

describe('a process that is killed while it refreshes', () => {
  test.each(['before-call', 'after-call', 'after-write'] as const)(
    '%s costs nobody the session',
    async (dieAt) => {
      const doomed = await engine.worker({ dieAt });
      const who = await engine.signIn({ accessLifeMs: -1000 });
      const [death] = await doomed.many(1, 'tokens', who.session);
      expect(death?.error).toBe('process_died');
      const startedAt = performance.now();
      const { read, tokens, refreshes } = await storm(who);
      expect(performance.now() - startedAt).toBeLessThan(8000);
      expect(refreshes).toBe(dieAt === 'after-write' ? 0 : 1);
      expect(read.map((outcome) => outcome.error ?? outcome.value?.publicId)).toEqual(
        Array(200).fill(who.session.publicId),
      );
      const last = tokens.at(-1)?.value;
      expect(await accepts(last?.refreshToken)).toBe(true);
    },
  );

  test('before the call costs nobody the session even without a grace period', async () => {
    await cognito.setGrace(0);
    const doomed = await engine.worker({ dieAt: 'before-call' });
    const who = await engine.signIn({ accessLifeMs: -1000 });
    await doomed.many(1, 'tokens', who.session);
    const { read, refreshes } = await storm(who);
    expect(refreshes).toBe(1);
    expect(read.every((outcome) => outcome.value?.publicId === who.session.publicId)).toBe(true);
  });
});

test.each([0, 60])(
  'a process that stands still until another has taken over still brings its tokens in, with a grace period of %i s',
  async (graceSeconds) => {
    await cognito.setGrace(graceSeconds);
    await cognito.misbehave({ mode: 'delay', ms: 1500 });
    const who = await engine.signIn({ accessLifeMs: -1000 });
    const [slow, next] = workers as [Worker, Worker];
    const before = await cognito.refreshes();
    const asked = slow.many(1, 'tokens', who.session);
    await expect.poll(() => cognito.refreshes()).toBe(before + 1);
    process.kill(slow.pid, 'SIGSTOP');
    const taken = next.many(1, 'tokens', who.session);
    await expect.poll(() => cognito.refreshes(), { timeout: 10_000 }).toBe(before + 2);
    process.kill(slow.pid, 'SIGCONT');
    const both = [...(await asked), ...(await taken)];
    expect(both.map(({ error }) => error)).toEqual([undefined, undefined]);
    const kept = await workers[2]?.call('tokens', who.session);
    expect(await accepts(kept?.refreshToken)).toBe(true);
  },
);

test('200 users who refresh at once each get their own tokens and keep them', async () => {
  await cognito.misbehave({ mode: 'delay', ms: 20 });
  const people = await Promise.all(Array.from({ length: 200 }, () => engine.signIn({ accessLifeMs: -1000 })));
  const outcomes = await Promise.all(
    people.map((who, i) => workers[i % workers.length]?.call('tokens', who.session)),
  );
  for (const [i, tokens] of outcomes.entries()) {
    const who = people[i];
    expect(subOf(tokens?.accessToken)).toBe(who?.identity.sub);
    const kept = who && (await workers[(i + 1) % workers.length]?.call('tokens', who.session));
    expect(kept).toEqual(tokens);
    expect(subOf(kept?.idToken)).toBe(who?.identity.sub);
  }
});

function subOf(jwt = ''): unknown {
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()).sub;
}
