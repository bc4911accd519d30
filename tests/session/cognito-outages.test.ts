import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startRedis, type TestRedis } from '../support/redis';
import { BROWSER, TestEngine } from './support/engine';

let redis: TestRedis;
let engine: TestEngine;
const policy = { retryBaseMs: 100, retryMaxMs: 400, outageLimitMs: 3_600_000 };

beforeAll(async () => {
  redis = await startRedis();
  engine = await TestEngine.open({ store: redis.url, policy });
});
afterAll(async () => {
  await engine.close();
  await redis.stop();
});
beforeEach(() => {
  Object.assign(engine.cognito.conduct, { graceMs: 60_000, accessSeconds: 900, delayMs: 0, mood: 'well' });
});

const away = { code: 'identity_provider_unavailable', status: 503 };

describe('Cognito cannot be asked', () => {
  test.each(['throttle', 'error', 'garbage', 'lost-answer', 'hang'] as const)(
    'because of %s: who someone is stays known, tokens are 503, and nobody is signed out',
    async (mood) => {
      const who = await engine.signIn({ accessLifeMs: -1000 });
      engine.cognito.conduct.mood = mood;
      await expect(engine.service.tokens(who.session)).rejects.toMatchObject(away);
      expect(await engine.read(who)).toMatchObject({ publicId: who.session.publicId });
      expect(await engine.service.activity(who.identity.sub)).toHaveLength(1);
      engine.cognito.conduct.mood = 'well';
      const tokens = () => engine.service.tokens(who.session).catch((error: { code: string }) => error.code);
      await expect.poll(tokens, { timeout: 8000 }).toMatchObject({ accessToken: expect.any(String) });
      expect(await engine.read(who)).toMatchObject({ publicId: who.session.publicId });
    },
  );

  test('and a token that is still good is handed out regardless', async () => {
    const who = await engine.signIn();
    engine.cognito.conduct.mood = 'error';
    expect(await engine.service.tokens(who.session)).toEqual(who.tokens);
  });

  test('so it is asked by one process at a time, ever less often', async () => {
    const workers = await engine.workers(2);
    const who = await engine.signIn({ accessLifeMs: -1000 });
    Object.assign(engine.cognito.conduct, { mood: 'error', delayMs: 20 });
    const before = engine.cognito.counts.refresh;
    engine.cognito.mostAtOnce = 0;
    const until = performance.now() + 3000;
    while (performance.now() < until) {
      const seen = await Promise.all(workers.map((worker) => worker.many(20, 'read', who.ticket, BROWSER)));
      for (const outcome of seen.flat()) expect(outcome.value?.publicId).toBe(who.session.publicId);
    }
    expect(engine.cognito.mostAtOnce).toBe(1);
    // 100, 200 and from then on 400 ms, each at least half of it: 14 at the very most in three seconds.
    expect(engine.cognito.counts.refresh - before).toBeLessThanOrEqual(16);
    expect(engine.cognito.counts.refresh - before).toBeGreaterThanOrEqual(4);
  });

  test('for longer than the limit: 503 for the identity too, and still nobody is signed out', async () => {
    const short = await TestEngine.open({
      store: redis.url,
      policy: { ...policy, outageLimitMs: 1500 },
      sessionKeys: engine.sessionKeys,
      cognito: engine.cognito,
    });
    const who = await short.signIn({ accessLifeMs: -500 });
    engine.cognito.conduct.mood = 'error';
    expect(await short.read(who)).not.toBeNull();
    await pause(2200);
    await expect(short.read(who)).rejects.toMatchObject(away);
    engine.cognito.conduct.mood = 'well';
    const seen = () => short.read(who).catch((error: { code: string }) => error.code);
    await expect.poll(seen, { timeout: 5000 }).toMatchObject({ publicId: who.session.publicId });
    await short.service.close();
  });
});

describe('Cognito refuses', () => {
  test('a revoked refresh token: exactly that session ends, and the log says why', async () => {
    const [who, sibling] = [
      await engine.signIn({ accessLifeMs: -1000 }),
      await engine.signIn({ accessLifeMs: -1000 }),
    ];
    await fetch(engine.cognito.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.RevokeToken' },
      body: JSON.stringify({ Token: who.tokens.refreshToken }),
    });
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
    engine.cognito.conduct.graceMs = 0;
    const who = await engine.signIn({ accessLifeMs: -1000 });
    const thief = await fetch(engine.cognito.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.GetTokensFromRefreshToken' },
      body: JSON.stringify({ RefreshToken: who.tokens.refreshToken }),
    });
    expect(thief.status).toBe(200);
    expect(await engine.read(who)).toBeNull();
    const types = (await engine.service.activity(who.identity.sub)).map(({ type }) => type);
    expect(types).toContain('reuse_detected');
    await expect
      .poll(() => engine.cognito.isRevoked(who.tokens.refreshToken), { timeout: 20_000 })
      .toBe(true);
  });
});

test('groups changed at Cognito are seen with the next refresh', async () => {
  const who = await engine.signIn({ accessLifeMs: -1000 });
  engine.cognito.setGroups(who.identity.sub, ['admins']);
  expect((await engine.read(who))?.identity.groups).toEqual(['admins']);
  engine.cognito.setGroups(who.identity.sub, []);
  const session = await engine.read(who);
  if (session) await engine.service.tokens(session, { force: true });
  expect((await engine.read(who))?.identity.groups).toEqual([]);
});

test('tokens of another person are never put into a session', async () => {
  const who = await engine.signIn();
  const foreign = await engine.cognito.signIn('someone-else');
  const other = await TestEngine.open({
    store: redis.url,
    sessionKeys: engine.sessionKeys,
    cognito: engine.cognito,
  });
  const victim = await other.signIn({ tokens: { ...foreign, accessExpiresAt: Date.now() - 1000 } });
  await expect(other.service.tokens(victim.session)).rejects.toMatchObject({ code: 'internal' });
  expect(await engine.service.tokens(who.session)).toEqual(who.tokens);
  await other.service.close();
});
