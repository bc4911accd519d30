import type * as oidc from 'openid-client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Client } from '@/local/model';
import type { LocalAws } from '@/local/server';
import { CALLBACK, discoverApp, startAttempt } from './support/app';
import { CLIENT_ID, startServer } from './support/server';
import { Visitor } from './support/visitor';

const DEMO = { username: 'demo@example.com', password: 'Demo-Passw0rd!' };

let local: LocalAws;
let app: oidc.Configuration;
let visitor: Visitor;
beforeAll(async () => {
  local = await startServer();
  app = await discoverApp(local.url);
});
afterAll(() => local.close());
beforeEach(async () => {
  await local.services.reset();
  visitor = new Visitor(local.url);
});

function changeClient(settings: Partial<Client['settings']>): void {
  const client = local.services.directory.client(CLIENT_ID);
  local.services.directory.clients.put({ ...client, settings: { ...client.settings, ...settings } });
}

/** A good authorization request with some parameters changed, or left out where they are undefined. */
async function authorize(change: Readonly<Record<string, string | undefined>>) {
  const { url, checks } = await startAttempt(app);
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  await visitor.open(url.href);
  return checks.expectedState;
}

const returned = () => Object.fromEntries(visitor.shown.url.searchParams);

describe('errors that the app must not be told', () => {
  test.each([
    ['no client', { client_id: undefined }, "Required String parameter 'client_id' is not present"],
    ['an unknown client', { client_id: 'nobody' }, 'Client does not exist.'],
    [
      'no redirect URI',
      { redirect_uri: undefined },
      "Required String parameter 'redirect_uri' is not present",
    ],
    ['another site', { redirect_uri: 'https://evil.example/api/auth/callback' }, 'redirect_mismatch'],
    ['a longer path', { redirect_uri: `${CALLBACK}/` }, 'redirect_mismatch'],
    ['another letter case', { redirect_uri: CALLBACK.toUpperCase() }, 'redirect_mismatch'],
    ['a further parameter', { redirect_uri: `${CALLBACK}?x=1` }, 'redirect_mismatch'],
    [
      'a provider that is not offered',
      { identity_provider: 'Facebook' },
      'Login option is not available. Please try another one',
    ],
    [
      'an unknown identifier',
      { idp_identifier: 'example.com' },
      'Login option is not available. Please try another one',
    ],
  ])('%s ends on the error page', async (_, change, message) => {
    await authorize(change);
    expect(visitor.shown).toMatchObject({ status: 400 });
    expect(visitor.shown.url.pathname).toBe('/error');
    expect(visitor.message).toBe(message);
  });

  test('the error page shows its parameter as text', async () => {
    await visitor.open(`/error?error=${encodeURIComponent('<img src=x onerror=alert(1)>')}`);
    expect(visitor.shown.html).not.toContain('<img');
    expect(visitor.shown.html).toContain('&lt;img');
  });
});

describe('errors that the app is told', () => {
  test.each([
    ['no response type', { response_type: undefined }, { error: 'invalid_request' }],
    ['an unknown response type', { response_type: 'id_token' }, { error: 'invalid_request' }],
    ['the implicit grant where it is off', { response_type: 'token' }, { error: 'unauthorized_client' }],
    ['a scope that the client lacks', { scope: 'openid phone' }, { error: 'invalid_scope' }],
    ['a challenge without a method', { code_challenge_method: undefined }, { error: 'invalid_request' }],
    ['the plain method', { code_challenge_method: 'plain' }, { error: 'invalid_request' }],
    ['a challenge that is no SHA-256', { code_challenge: 'short' }, { error: 'invalid_request' }],
    ['a method without a challenge', { code_challenge: undefined }, { error: 'invalid_request' }],
    ['a resource over plain http', { resource: 'http://api.example' }, { error: 'invalid_request' }],
    ['a resource that is no URL', { resource: 'api' }, { error: 'invalid_request' }],
  ])('%s goes back with the state', async (_, change, expected) => {
    const state = await authorize(change);
    expect(visitor.shown.url.origin + visitor.shown.url.pathname).toBe(CALLBACK);
    expect(returned()).toMatchObject({ ...expected, state });
    expect(returned()).not.toHaveProperty('code');
  });

  test('a client that is not for OAuth is refused', async () => {
    changeClient({ AllowedOAuthFlowsUserPoolClient: false });
    const state = await authorize({});
    expect(returned()).toEqual({ error: 'unauthorized_client', state });
  });
});

describe('what a request asks for', () => {
  test('no scope means all of the client’s', async () => {
    await authorize({ scope: undefined });
    await visitor.press('Sign in', DEMO);
    const { scopes } = local.services.authorizationCodes.get(returned().code ?? '') ?? {};
    expect(scopes?.toSorted()).toEqual(['aws.cognito.signin.user.admin', 'email', 'openid', 'profile']);
  });

  test('the implicit grant answers in the fragment, where the client may use it', async () => {
    changeClient({ AllowedOAuthFlows: ['code', 'implicit'] });
    const state = await authorize({ response_type: 'token' });
    await visitor.press('Sign in', DEMO);
    const { searchParams, hash } = visitor.shown.url;
    expect([...searchParams]).toEqual([]);
    const fragment = Object.fromEntries(new URLSearchParams(hash.slice(1)));
    expect(fragment).toEqual({
      id_token: expect.stringMatching(/^eyJ/),
      access_token: expect.stringMatching(/^eyJ/),
      token_type: 'bearer',
      expires_in: '900',
      state,
    });
    const bearer = await local.services.tokens.check(fragment.access_token ?? '', 'openid');
    expect(bearer.user.attributes.email).toBe(DEMO.username);
  });

  test('the implicit grant without openid gives no id token', async () => {
    changeClient({ AllowedOAuthFlows: ['implicit'] });
    await authorize({ response_type: 'token', scope: 'email' });
    await visitor.press('Sign in', DEMO);
    expect(visitor.shown.url.hash).not.toContain('id_token');
    expect(visitor.shown.url.hash).toContain('access_token');
  });

  test('identity_provider=COGNITO is the page itself', async () => {
    await authorize({ identity_provider: 'COGNITO' });
    expect(visitor.shown.url.pathname).toBe('/login');
  });

  test('a client without the pool as a provider shows no password', async () => {
    changeClient({ SupportedIdentityProviders: ['Google'] });
    await authorize({});
    expect(visitor.shown.html).toContain('Continue with Google');
    expect(visitor.shown.html).not.toContain('name="password"');
    await authorize({ identity_provider: 'COGNITO' });
    expect(visitor.message).toBe('Login option is not available. Please try another one');
  });

  test('idp_identifier finds the provider by one of its identifiers', async () => {
    const { directory } = local.services;
    const poolId = directory.client(CLIENT_ID).poolId;
    const google = directory.provider(poolId, 'Google');
    if (google) directory.providers.put({ ...google, identifiers: ['gmail.example'] });
    await authorize({ idp_identifier: 'gmail.example' });
    expect(visitor.shown.url.pathname).toBe('/google/authorize');
  });

  test('a session of one pool opens nothing in another', async () => {
    await authorize({});
    await visitor.press('Sign in', DEMO);
    const { directory } = local.services;
    const client = directory.client(CLIENT_ID);
    const other = { ...directory.pool(client.poolId), id: 'us-east-1_Elsewhere' };
    directory.pools.put(other);
    directory.clients.put({ ...client, id: 'elsewhere', poolId: other.id });
    await authorize({ client_id: 'elsewhere', redirect_uri: CALLBACK });
    expect(visitor.shown.url.pathname).toBe('/login');
  });
});

describe('signing out of managed login', () => {
  const signedIn = async () => {
    await authorize({});
    await visitor.press('Sign in', DEMO);
  };
  const isSignedIn = async () => {
    await authorize({ prompt: 'none' });
    return 'code' in returned();
  };

  test('with a registered sign-out URL: the session is over, and the browser goes there', async () => {
    await signedIn();
    expect(await isSignedIn()).toBe(true);
    await visitor.open(`/logout?client_id=${CLIENT_ID}&logout_uri=http://localhost:3000/`);
    expect(visitor.shown.url.href).toBe('http://localhost:3000/');
    expect(local.services.loginSessions.size).toBe(0);
    expect(await isSignedIn()).toBe(false);
  });

  test('the cookie is dead afterwards also when somebody kept it', async () => {
    await signedIn();
    const kept = visitor.jar.get('cognito') ?? '';
    await visitor.open(`/logout?client_id=${CLIENT_ID}&logout_uri=http://localhost:3000/`);
    visitor.jar.set('cognito', kept);
    expect(await isSignedIn()).toBe(false);
  });

  test('with a redirect URI: the session is over, and the sign-in page follows for that request', async () => {
    await signedIn();
    const { url } = await startAttempt(app);
    await visitor.open(`/logout${url.search}`);
    expect(visitor.shown.url.pathname + visitor.shown.url.search).toBe(`/login${url.search}`);
    expect(await isSignedIn()).toBe(false);
  });

  const query = (more: string) => `client_id=${CLIENT_ID}&${more}`;
  test.each([
    [
      'no client',
      'logout_uri=http://localhost:3000/',
      "Required String parameter 'client_id' is not present",
    ],
    ['an unknown client', 'client_id=nobody&logout_uri=http://localhost:3000/', 'Client does not exist.'],
    [
      'a sign-out URL without its slash',
      query('logout_uri=http://localhost:3000'),
      "Required String parameter 'redirect_uri' is not present",
    ],
    [
      'another site',
      query('logout_uri=https://evil.example/'),
      "Required String parameter 'redirect_uri' is not present",
    ],
    [
      'a redirect URI of another site',
      query('redirect_uri=https://evil.example/&response_type=code'),
      'redirect_mismatch',
    ],
    [
      'no response type',
      query(`redirect_uri=${CALLBACK}`),
      "Required String parameter 'response_type' is not present",
    ],
  ])('%s ends on the error page, still signed in', async (_, parameters, message) => {
    await signedIn();
    await visitor.open(`/logout?${parameters}`);
    expect(visitor.message).toBe(message);
    expect(await isSignedIn()).toBe(true);
  });
});
