import { describe, expect, test } from 'vitest';
import { CALLBACK } from './support/app';
import { DEMO, hostedLogin } from './support/hosted';
import { CLIENT_ID } from './support/server';

const at = hostedLogin();
const authorize = (change: Readonly<Record<string, string | undefined>>) => at.authorize(change);

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
    expect(at.visitor.shown).toMatchObject({ status: 400 });
    expect(at.visitor.shown.url.pathname).toBe('/error');
    expect(at.visitor.message).toBe(message);
  });

  test('the error page shows its parameter as text', async () => {
    await at.visitor.open(`/error?error=${encodeURIComponent('<img src=x onerror=alert(1)>')}`);
    expect(at.visitor.shown.html).not.toContain('<img');
    expect(at.visitor.shown.html).toContain('&lt;img');
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
    expect(at.visitor.shown.url.origin + at.visitor.shown.url.pathname).toBe(CALLBACK);
    expect(at.returned).toMatchObject({ ...expected, state });
    expect(at.returned).not.toHaveProperty('code');
  });

  test('a client that is not for OAuth is refused', async () => {
    at.changeClient({ AllowedOAuthFlowsUserPoolClient: false });
    const state = await authorize({});
    expect(at.returned).toEqual({ error: 'unauthorized_client', state });
  });
});

describe('what a request asks for', () => {
  test('no scope means all of the client’s', async () => {
    await authorize({ scope: undefined });
    await at.visitor.press('Sign in', DEMO);
    const { scopes } = at.local.services.authorizationCodes.get(at.returned.code ?? '') ?? {};
    expect(scopes?.toSorted()).toEqual(['aws.cognito.signin.user.admin', 'email', 'openid', 'profile']);
  });

  test('the implicit grant answers in the fragment, where the client may use it', async () => {
    at.changeClient({ AllowedOAuthFlows: ['code', 'implicit'] });
    const state = await authorize({ response_type: 'token' });
    await at.visitor.press('Sign in', DEMO);
    const { searchParams, hash } = at.visitor.shown.url;
    expect([...searchParams]).toEqual([]);
    const fragment = Object.fromEntries(new URLSearchParams(hash.slice(1)));
    expect(fragment).toEqual({
      id_token: expect.stringMatching(/^eyJ/),
      access_token: expect.stringMatching(/^eyJ/),
      token_type: 'bearer',
      expires_in: '900',
      state,
    });
    const bearer = await at.local.services.tokens.check(fragment.access_token ?? '', 'openid');
    expect(bearer.user.attributes.email).toBe(DEMO.username);
  });

  test('the implicit grant without openid gives no id token', async () => {
    at.changeClient({ AllowedOAuthFlows: ['implicit'] });
    await authorize({ response_type: 'token', scope: 'email' });
    await at.visitor.press('Sign in', DEMO);
    expect(at.visitor.shown.url.hash).not.toContain('id_token');
    expect(at.visitor.shown.url.hash).toContain('access_token');
  });

  test('identity_provider=COGNITO is the page itself', async () => {
    await authorize({ identity_provider: 'COGNITO' });
    expect(at.visitor.shown.url.pathname).toBe('/login');
  });

  test('a client without the pool as a provider shows no password', async () => {
    at.changeClient({ SupportedIdentityProviders: ['Google'] });
    await authorize({});
    expect(at.visitor.shown.html).toContain('Continue with Google');
    expect(at.visitor.shown.html).not.toContain('name="password"');
    await authorize({ identity_provider: 'COGNITO' });
    expect(at.visitor.message).toBe('Login option is not available. Please try another one');
  });

  test('idp_identifier finds the provider by one of its identifiers', async () => {
    const { directory } = at.local.services;
    const poolId = directory.client(CLIENT_ID).poolId;
    const google = directory.provider(poolId, 'Google');
    if (google) directory.providers.put({ ...google, identifiers: ['gmail.example'] });
    await authorize({ idp_identifier: 'gmail.example' });
    expect(at.visitor.shown.url.pathname).toBe('/google/authorize');
  });

  test('a session of one pool opens nothing in another', async () => {
    await authorize({});
    await at.visitor.press('Sign in', DEMO);
    const { directory } = at.local.services;
    const client = directory.client(CLIENT_ID);
    const other = { ...directory.pool(client.poolId), id: 'us-east-1_Elsewhere' };
    directory.pools.put(other);
    directory.clients.put({ ...client, id: 'elsewhere', poolId: other.id });
    await authorize({ client_id: 'elsewhere', redirect_uri: CALLBACK });
    expect(at.visitor.shown.url.pathname).toBe('/login');
  });
});
