import { fetchAuthSession, getCurrentUser } from 'aws-amplify/auth/server';
import { getUrl } from 'aws-amplify/storage/server';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { TokenCookies } from '../../lib/amplify/cookie-store';
import { createCredentialsRunner, createSessionRunner } from '../../lib/amplify/session-runner';
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

describe('AWS credentials', () => {
  let runWithCredentials: ReturnType<typeof createCredentialsRunner>;
  /** How often the identity pool has been asked. */
  const exchanges = async () => {
    const { GetId = 0, GetCredentialsForIdentity = 0 } = await cognito.aws.control.requestCounts();
    return [GetId, GetCredentialsForIdentity];
  };
  const credentialsOf = (who: SignedIn) =>
    runWithCredentials(who.session, (context) => fetchAuthSession(context));

  beforeAll(async () => {
    const example = readOutputs('amplify_outputs.json.example');
    const clientId = cognito.client.clientId;
    const identity_pool_id = await cognito.newIdentityPool();
    const auth = { ...example.auth, user_pool_client_id: clientId, identity_pool_id };
    runWithCredentials = createCredentialsRunner({ ...example, auth }, engines[0].service);
  });

  test('are nobody’s and cost nothing where they are not asked for, though an identity pool is configured', async () => {
    const who = await engines[0].signIn();
    const before = await exchanges();
    const found = await runners[0](who.session, (context) => fetchAuthSession(context));
    expect([found.credentials, found.identityId]).toEqual([undefined, undefined]);
    expect(await exchanges()).toEqual(before);
  });

  test('are those of the session’s own identity, and exchanged once for one token', async () => {
    const [ada, grace] = [await engines[0].signIn(), await engines[0].signIn()];
    const [ids, credentials] = await exchanges();
    const found = await Promise.all([ada, ada, grace].map(credentialsOf));
    expect(found[0]?.credentials).toMatchObject({ accessKeyId: expect.stringMatching(/^ASIA/) });
    expect(found[0]?.identityId).toMatch(/^us-east-1:/);
    expect(found[1]?.credentials).toEqual(found[0]?.credentials);
    expect(found[2]?.identityId).not.toBe(found[0]?.identityId);
    expect(await exchanges()).toEqual([Number(ids) + 2, Number(credentials) + 2]);

    const url = await runWithCredentials(ada.session, (context) =>
      getUrl(context, {
        path: ({ identityId }) => `private/${identityId}/photo.jpg`,
        options: { bucket: { bucketName: 'files', region: 'us-east-1' } },
      }),
    );
    expect(decodeURIComponent(url.url.pathname)).toBe(`/private/${found[0]?.identityId}/photo.jpg`);
    expect(url.url.searchParams.get('X-Amz-Credential')).toContain(found[0]?.credentials?.accessKeyId);
  });

  test('are exchanged anew once the token is another', async () => {
    const who = await engines[0].signIn();
    const first = await credentialsOf(who);
    const forced = await runWithCredentials(who.session, (context) =>
      fetchAuthSession(context, { forceRefresh: true }),
    );
    expect(forced.identityId).toBe(first.identityId);
    expect(forced.credentials?.accessKeyId).not.toBe(first.credentials?.accessKeyId);
  });

  test('are not to be had in an outage of the identity pool, which is not kept in mind', async () => {
    const who = await engines[0].signIn();
    await cognito.aws.control.injectFault({ operation: 'GetId', mode: 'error', times: 1_000_000 });
    await expect(credentialsOf(who)).rejects.toMatchObject({ code: 'identity_provider_unavailable' });
    await cognito.recover();
    expect((await credentialsOf(who)).credentials).toBeDefined();
  });

  test('need an identity pool', () => {
    const example = readOutputs('amplify_outputs.json.example');
    const { identity_pool_id: _none, ...auth } = example.auth;
    expect(() => createCredentialsRunner({ ...example, auth }, engines[0].service)).toThrow(
      /identity_pool_id/,
    );
  });
});
