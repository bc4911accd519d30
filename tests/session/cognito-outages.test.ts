import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startRedis, type TestRedis } from '../support/redis';
import type { TestCognito } from './support/cognito';
import { BROWSER, TestEngine } from './support/engine';

let redis: TestRedis;
let cognito: TestCognito;
let engine: TestEngine;
const policy = { retryBaseMs: 100, retryMaxMs: 400, outageLimitMs: 3_600_000 };

beforeAll(async () => {
  redis = await startRedis();
  engine = await TestEngine.open({ store: redis.url, policy });
  cognito = engine.cognito;
});
afterAll(async () => {
  await engine.close();
  await redis.stop();
});
beforeEach(async () => {
  await cognito.recover();
  await cognito.setGrace(60);
});

const away = { code: 'identity_provider_unavailable', status: 503 };

describe('Cognito cannot be asked', () => {
  test.each([
    ['throttle', { mode: 'error', error: 'TooManyRequestsException' }],
    ['error', { mode: 'error' }],
    ['garbage', { mode: 'garbage' }],
    ['lost-answer', { mode: 'lose' }],
    ['hang', { mode: 'timeout' }],
  ] as const)(
    'because of %s: who someone is stays known, tokens are 503, and nobody is signed out',
    async (_cause, fault) => {
      const who = await engine.signIn({ accessLifeMs: -1000 });
      await cognito.misbehave(fault);
      await expect(engine.service.tokens(who.session)).rejects.toMatchObject(away);
      expect(await engine.read(who)).toMatchObject({ publicId: who.session.publicId });
      expect(await engine.service.activity(who.identity.sub)).toHaveLength(1);
      await cognito.recover();
      const tokens = () => engine.service.tokens(who.session).catch((error: { code: string }) => error.code);
      await expect.poll(tokens, { timeout: 8000 }).toMatchObject({ accessToken: expect.any(String) });
      expect(await engine.read(who)).toMatchObject({ publicId: who.session.publicId });
    },
  );

  test('and a token that is still good is handed out regardless', async () => {
    const who = await engine.signIn();
    await cognito.misbehave({ mode: 'error' });
    expect(await engine.service.tokens(who.session)).toEqual(who.tokens);
  });

  test('so it is asked by one process at a time, ever less often', async () => {
    const workers = await engine.workers(2);
    const who = await engine.signIn({ accessLifeMs: -1000 });
    await cognito.misbehave({ mode: 'error', ms: 20 });
    const before = await cognito.refreshes();
    const mostAtOnce = await cognito.aws.control.mostAtOnce(async () => {
      const until = performance.now() + 3000;
      while (performance.now() < until) {
        const seen = await Promise.all(workers.map((worker) => worker.many(20, 'read', who.ticket, BROWSER)));
        for (const outcome of seen.flat()) expect(outcome.value?.publicId).toBe(who.session.publicId);
      }
    });
    expect(mostAtOnce.GetTokensFromRefreshToken).toBe(1);
    const refreshes = (await cognito.refreshes()) - before;
    // 100, 200 and from then on 400 ms, each at least half of it: 14 at the very most in three seconds.
    expect(refreshes).toBeLessThanOrEqual(16);
    expect(refreshes).toBeGreaterThanOrEqual(4);
  });

  test('for longer than the limit: 503 for the identity too, and still nobody is signed out', async () => {
    const short = await TestEngine.open({
      store: redis.url,
      policy: { ...policy, outageLimitMs: 1500 },
      sessionKeys: engine.sessionKeys,
      cognito,
    });
    const who = await short.signIn({ accessLifeMs: -500 });
    await cognito.misbehave({ mode: 'error' });
    expect(await short.read(who)).not.toBeNull();
    await pause(2200);
    await expect(short.read(who)).rejects.toMatchObject(away);
    await cognito.recover();
    const seen = () => short.read(who).catch((error: { code: string }) => error.code);
    await expect.poll(seen, { timeout: 5000 }).toMatchObject({ publicId: who.session.publicId });
    await short.close();
  });
});

describe('Cognito refuses', () => {
  test('a revoked refresh token: exactly that session ends, and the log says why', async () => {
    const [who, sibling] = [
      await engine.signIn({ accessLifeMs: -1000 }),
      await engine.signIn({ accessLifeMs: -1000 }),
    ];
    await cognito.revoke(who.tokens.refreshToken);
    expect(await engine.read(who)).toBeNull();
    await expect(engine.service.tokens(who.session)).rejects.toMatchObject({
      code: 'session_ended',
      status: 401,
    });
    expect(await engine.read(sibling)).not.toBeNull();
    const activity = await engine.service.activity(who.identity.sub);
    expect(activity.map(({ type, reason }) => [type, reason])).toEqual([
      ['ended', 'refresh_refused'],
      ['refresh_refused', 'NotAuthorizedException'],
      ['signed_in', undefined],
    ]);
  });

  test('a refresh token that was used before, outside the grace period: the family is revoked too', async () => {
    await cognito.setGrace(0);
    const who = await engine.signIn({ accessLifeMs: -1000 });
    const thief = await cognito.refresh(who.tokens.refreshToken);
    expect(thief.status).toBe(200);
    expect(await engine.read(who)).toBeNull();
    const types = (await engine.service.activity(who.identity.sub)).map(({ type }) => type);
    expect(types).toContain('reuse_detected');
    await expect.poll(() => cognito.isRevoked(who.tokens), { timeout: 20_000 }).toBe(true);
  });

  test('a disabled user: every session ends at the next refresh of any, also those with good tokens', async () => {
    const identity = await cognito.person();
    const fresh = await engine.signIn({ identity });
    const who = await engine.signIn({ identity, accessLifeMs: -1000 });
    const bystander = await engine.signIn({ accessLifeMs: -1000 });
    const revocations = async () => (await cognito.aws.control.requestCounts()).RevokeToken ?? 0;
    const before = await revocations();
    await cognito.admin('AdminDisableUser', { Username: identity.username });
    expect(await engine.read(fresh)).not.toBeNull();
    expect(await engine.read(who)).toBeNull();
    expect(await engine.read(fresh)).toBeNull();
    expect(await engine.service.list(identity.sub)).toEqual([]);
    expect(await engine.read(bystander)).not.toBeNull();
    const activity = await engine.service.activity(identity.sub);
    expect(activity.slice(0, 2).map(({ type, reason }) => [type, reason])).toEqual([
      ['ended', 'user_disabled'],
      ['ended', 'user_disabled'],
    ]);
    // Disabling has revoked the tokens already, so that they are revoked does not show that Cognito was told.
    await expect.poll(async () => (await revocations()) - before).toBe(2);
  });
});

test('groups changed at Cognito are seen with the next refresh', async () => {
  const who = await engine.signIn({ accessLifeMs: -1000 });
  const membership = { Username: who.identity.username, GroupName: 'admins' };
  await cognito.admin('AdminAddUserToGroup', membership);
  expect((await engine.read(who))?.identity.groups).toEqual(['admins']);
  await cognito.admin('AdminRemoveUserFromGroup', membership);
  const session = await engine.read(who);
  if (session) await engine.service.tokens(session, { force: true });
  expect((await engine.read(who))?.identity.groups).toEqual([]);
});

test.each([
  ['', ''],
  [', also while there are no keys to check them with', '-without-keys'],
])('tokens of another user are never put into a session%s', async (_when, suffix) => {
  const who = await engine.signIn();
  const foreign = await cognito.signIn(await cognito.person());
  const client = { ...cognito.client, issuer: `${cognito.client.issuer}${suffix}` };
  const other = await TestEngine.open({
    store: redis.url,
    sessionKeys: engine.sessionKeys,
    cognito: Object.create(cognito, { client: { value: client } }),
  });
  const victim = await other.signIn({ tokens: { ...foreign, accessExpiresAt: Date.now() - 1000 } });
  await expect(other.service.tokens(victim.session)).rejects.toMatchObject({ code: 'internal' });
  expect(await engine.service.tokens(who.session)).toEqual(who.tokens);
  await other.close();
});
