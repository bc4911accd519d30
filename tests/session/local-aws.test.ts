import { afterAll, beforeAll, expect, test } from 'vitest';
import { expiryOf } from '../../lib/auth/cognito';
import { signInBySrp } from '../local-aws/support/amplify-srp';
import { Cognito } from '../local-aws/support/cognito';
import { CLIENT_ID, POOL_ID } from '../local-aws/support/server';
import { startLocalAws, type TestLocalAws } from '../support/local-aws';
import { startRedis, type TestRedis } from '../support/redis';
import { BROWSER, person, TestEngine } from './support/engine';

let redis: TestRedis;
let aws: TestLocalAws;
let engine: TestEngine;

beforeAll(async () => {
  [redis, aws] = await Promise.all([startRedis(), startLocalAws()]);
  const client = { endpoint: `${aws.url}/`, clientId: CLIENT_ID, issuer: `${aws.url}/${POOL_ID}` };
  engine = await TestEngine.open({ store: redis.url, client });
});
afterAll(async () => {
  await engine.close();
  await Promise.all([redis.stop(), aws.stop()]);
});

/** The demo person's tokens, by Amplify's own SRP client. */
async function tokensOfDemo() {
  const cognito = new Cognito(`${aws.url}/`);
  const answer = await signInBySrp(cognito, {
    poolId: POOL_ID,
    clientId: CLIENT_ID,
    username: 'demo@example.com',
    password: 'Demo-Passw0rd!',
  });
  const { AccessToken, IdToken, RefreshToken } = answer.body.AuthenticationResult;
  return {
    accessToken: String(AccessToken),
    idToken: String(IdToken),
    refreshToken: String(RefreshToken),
    accessExpiresAt: expiryOf(AccessToken),
  };
}

const refresh = async (refreshToken: string) =>
  (await aws.control.call('GetTokensFromRefreshToken', { RefreshToken: refreshToken, ClientId: CLIENT_ID }))
    .status;
const refreshes = async () => (await aws.control.requestCounts()).GetTokensFromRefreshToken ?? 0;

test('50 tabs in each of 4 processes refresh once at the local AWS, and ending the session revokes what they got', async () => {
  const tokens = await tokensOfDemo();
  const who = await engine.signIn({
    identity: person(),
    tokens: { ...tokens, accessExpiresAt: Date.now() - 1000 },
  });
  const workers = await engine.workers(4);
  const before = await refreshes();
  const outcomes = await Promise.all(workers.map((worker) => worker.many(50, 'read', who.ticket, BROWSER)));
  expect(outcomes.flat().map((outcome) => outcome.error ?? outcome.value?.publicId)).toEqual(
    Array(200).fill(who.session.publicId),
  );
  const got = await Promise.all(workers.map((worker) => worker.call('tokens', who.session)));
  expect((await refreshes()) - before).toBe(1);
  expect(new Set(got.map((each) => each.refreshToken)).size).toBe(1);
  const newest = got[0]?.refreshToken ?? '';
  expect(newest).not.toBe(tokens.refreshToken);

  await engine.service.end(who.session.ref, 'signed_out');
  expect(await refresh(newest)).toBe(400);
  expect(await refresh(tokens.refreshToken)).toBe(400);
});

test('a refresh token that the local AWS has revoked ends the session', async () => {
  const tokens = await tokensOfDemo();
  const who = await engine.signIn({ tokens: { ...tokens, accessExpiresAt: Date.now() - 1000 } });
  await aws.control.call('RevokeToken', { Token: tokens.refreshToken, ClientId: CLIENT_ID });
  expect(await engine.read(who)).toBeNull();
  const [ended, refused] = await engine.service.activity(who.identity.sub);
  expect([ended?.reason, refused?.reason]).toEqual(['refresh_refused', 'NotAuthorizedException']);
});

test('a user disabled at Cognito loses every session at the next refresh of any, also those with good tokens', async () => {
  const identity = person();
  const expired = { ...(await tokensOfDemo()), accessExpiresAt: Date.now() - 1000 };
  const fresh = await engine.signIn({ identity, tokens: await tokensOfDemo() });
  const who = await engine.signIn({ identity, tokens: expired });
  const stranger = await engine.signIn({ tokens: await tokensOfDemo() });
  const administrator = new Cognito(`${aws.url}/`);
  const demo = { UserPoolId: POOL_ID, Username: 'demo@example.com' };
  await administrator.adminOk('AdminDisableUser', demo);
  expect(await engine.read(fresh)).not.toBeNull();
  expect(await engine.read(who)).toBeNull();
  expect(await engine.read(fresh)).toBeNull();
  expect(await engine.service.list(identity.sub)).toEqual([]);
  expect(await engine.read(stranger)).not.toBeNull();
  const activity = await engine.service.activity(identity.sub);
  expect(activity.slice(0, 2).map(({ type, reason }) => [type, reason])).toEqual([
    ['ended', 'user_disabled'],
    ['ended', 'user_disabled'],
  ]);
  await administrator.adminOk('AdminEnableUser', demo);
  await expect.poll(() => refresh(fresh.tokens.refreshToken), { timeout: 10_000 }).toBe(400);
});

test('faults of the local AWS sign nobody out', async () => {
  const who = await engine.signIn({
    tokens: { ...(await tokensOfDemo()), accessExpiresAt: Date.now() - 1000 },
  });
  const operation = 'GetTokensFromRefreshToken';
  await aws.control.injectFault({ operation, mode: 'error', error: 'TooManyRequestsException', times: 1 });
  await expect(engine.service.tokens(who.session)).rejects.toMatchObject({
    code: 'identity_provider_unavailable',
  });
  expect(await engine.read(who)).toMatchObject({ publicId: who.session.publicId });
  const tokens = () => engine.service.tokens(who.session).catch((error: { code: string }) => error.code);
  await expect.poll(tokens, { timeout: 10_000 }).toMatchObject({ accessToken: expect.any(String) });
});
