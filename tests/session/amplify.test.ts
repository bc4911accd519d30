import { fetchAuthSession, getCurrentUser } from 'aws-amplify/auth/server';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { TokenCookies } from '../../lib/amplify/cookie-store';
import { createSessionRunner } from '../../lib/amplify/session-runner';
import { readOutputs } from '../../lib/config/amplify-outputs';
import { startRedis, type TestRedis } from '../support/redis';
import type { TestCognito } from './support/cognito';
import { type SignedIn, TestEngine } from './support/engine';

const MINUTE = 60_000;

let redis: TestRedis;
let cognito: TestCognito;
/** Two instances of the app. */
let engines: readonly [TestEngine, TestEngine];
let runners: readonly [ReturnType<typeof createSessionRunner>, ReturnType<typeof createSessionRunner>];

beforeAll(async () => {
  redis = await startRedis();
  const first = await TestEngine.open({ store: redis.url });
  cognito = first.cognito;
  const { sessionKeys } = first;
  engines = [first, await TestEngine.open({ store: redis.url, cognito, sessionKeys })];
  const example = readOutputs('amplify_outputs.json.example');
  const auth = { ...example.auth, user_pool_client_id: cognito.client.clientId };
  const runnerOf = ({ service }: TestEngine) => createSessionRunner({ ...example, auth }, service);
  runners = [runnerOf(engines[0]), runnerOf(engines[1])];
});
afterAll(async () => {
  await engines?.[1].close();
  await engines?.[0].close();
  await redis?.stop();
});
beforeEach(async () => {
  await cognito.recover();
  await cognito.setGrace(0);
});

async function refreshesDuring(act: () => Promise<unknown>): Promise<number> {
  const before = await cognito.refreshes();
  await act();
  return (await cognito.refreshes()) - before;
}

const accessTokens = (who: SignedIn, options: { forceRefresh?: boolean }) =>
  runners.flatMap((run) =>
    Array.from({ length: 5 }, () =>
      run(who.session, async (context) => {
        const { tokens } = await fetchAuthSession(context, options);
        return tokens?.accessToken.toString();
      }),
    ),
  );

test('a refresh that is forced on Amplify by ten at once at two instances is one, and all get its tokens', async () => {
  await cognito.misbehave({ mode: 'delay', ms: 200 });
  const who = await engines[0].signIn();
  let found: (string | undefined)[] = [];
  const refreshes = await refreshesDuring(async () => {
    found = await Promise.all(accessTokens(who, { forceRefresh: true }));
  });
  expect(refreshes).toBe(1);
  const { accessToken } = await engines[1].service.tokens(who.session);
  expect(accessToken).not.toBe(who.tokens.accessToken);
  expect(new Set(found)).toEqual(new Set([accessToken]));
});

test('what comes after a forced refresh in the same context sees its tokens', async () => {
  const who = await engines[0].signIn();
  await runners[0](who.session, async (context) => {
    const forced = await fetchAuthSession(context, { forceRefresh: true });
    const next = await fetchAuthSession(context);
    expect(next.tokens?.accessToken.toString()).toBe(forced.tokens?.accessToken.toString());
    expect(next.tokens?.accessToken.toString()).not.toBe(who.tokens.accessToken);
    expect(await getCurrentUser(context)).toMatchObject({ userId: who.identity.sub });
  });
});

test.each([-20, -5, 5, 20])(
  'a machine’s date that is %i minutes off has nothing refreshed',
  async (minutes) => {
    const who = await engines[0].signIn();
    const machineNow = Date.now;
    vi.spyOn(Date, 'now').mockImplementation(() => machineNow() + minutes * MINUTE);
    const refreshes = await refreshesDuring(async () => {
      const found = await Promise.all(accessTokens(who, {}));
      expect(new Set(found)).toEqual(new Set([who.tokens.accessToken]));
    });
    expect(refreshes).toBe(0);
  },
);

test('tokens that run out while an operation is under way are replaced by the engine', async () => {
  const { control } = cognito.aws;
  await control.setTokenValidity({ accessSeconds: 5 });
  const who = await engines[0].signIn();
  await control.setTokenValidity({});
  const refreshes = await refreshesDuring(() =>
    runners[0](who.session, async (context) => {
      await vi.waitFor(() => expect(engines[0].service.areGood(who.tokens)).toBe(false), { timeout: 8000 });
      const { tokens } = await fetchAuthSession(context);
      expect(tokens?.accessToken.toString()).not.toBe(who.tokens.accessToken);
    }),
  );
  expect(refreshes).toBe(1);
});

test('Cognito’s refusal of a forced refresh is the engine’s to judge: the session ends with its code', async () => {
  const who = await engines[0].signIn();
  await cognito.revoke(who.tokens.refreshToken);
  const forced = runners[0](who.session, (context) => fetchAuthSession(context, { forceRefresh: true }));
  await expect(forced).rejects.toMatchObject({ code: 'session_ended' });
  expect(await engines[0].read(who)).toBeNull();
});

test('Amplify is given no refresh token', async () => {
  const who = await engines[0].signIn();
  const tokenCookies = new TokenCookies(cognito.client.clientId, who.identity.username);
  tokenCookies.show(who.tokens);
  const shown = tokenCookies.cookies().getAll();
  expect(shown.map(({ value }) => value)).toContain(who.tokens.idToken);
  expect(JSON.stringify(shown)).not.toMatch(new RegExp(`refreshToken|${who.tokens.refreshToken}`));
});
