import * as oidc from 'openid-client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Client } from '@/local/model';
import type { LocalAws } from '@/local/server';
import { CALLBACK, discoverApp, redeem, startAttempt } from './support/app';
import { CLIENT_ID, POOL_ID, startServer } from './support/server';
import { Visitor } from './support/visitor';

const DEMO = { username: 'demo@example.com', password: 'Demo-Passw0rd!' };
const SECRET = 'a secret: with % and +';

let local: LocalAws;
let app: oidc.Configuration;
beforeAll(async () => {
  local = await startServer();
  app = await discoverApp(local.url);
});
afterAll(() => local.close());
beforeEach(() => local.services.reset());

/** A code, and what it must be redeemed with. */
async function newCode(parameters: Record<string, string> = {}, configuration = app) {
  const visitor = new Visitor(local.url);
  const attempt = await startAttempt(configuration, parameters);
  await visitor.open(attempt.url.href);
  await visitor.press('Sign in', DEMO);
  const code = visitor.shown.url.searchParams.get('code') ?? '';
  return { attempt, returned: visitor.shown.url, code, verifier: attempt.checks.pkceCodeVerifier };
}

async function newTokens(parameters: Record<string, string> = {}) {
  const { attempt, returned } = await newCode(parameters);
  return redeem(app, returned, attempt);
}

const post = (path: string, body: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${local.url}/oauth2/${path}`, { method: 'POST', body: new URLSearchParams(body), headers });

const codeGrant = (code: string, verifier: string) => ({
  grant_type: 'authorization_code',
  client_id: CLIENT_ID,
  redirect_uri: CALLBACK,
  code,
  code_verifier: verifier,
});

async function outcome(response: Response) {
  const body = (await response.json()) as { error?: string };
  return { status: response.status, error: body.error };
}

function changeClient(change: Partial<Omit<Client, 'settings'>>, settings: Partial<Client['settings']> = {}) {
  const client = local.services.directory.client(CLIENT_ID);
  const changed = { ...client, ...change, settings: { ...client.settings, ...settings } };
  local.services.directory.clients.put(changed);
}

const demo = () => local.services.users.require(local.services.directory.pool(POOL_ID), DEMO.username);

describe('a code at the token endpoint', () => {
  test('gives tokens as Cognito does, uncached', async () => {
    const { code, verifier } = await newCode();
    const response = await post('token', codeGrant(code, verifier));
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({
      id_token: expect.stringMatching(/^eyJ/),
      access_token: expect.stringMatching(/^eyJ/),
      refresh_token: expect.stringMatching(/^eyJjdHkiOiJKV1Qi[\w-]+(\.[\w-]+){4}$/),
      expires_in: 900,
      token_type: 'Bearer',
    });
  });

  test('works once', async () => {
    const { code, verifier } = await newCode();
    expect((await post('token', codeGrant(code, verifier))).status).toBe(200);
    expect(await outcome(await post('token', codeGrant(code, verifier)))).toEqual({
      status: 400,
      error: 'invalid_grant',
    });
  });

  test('of twenty at once, one gets tokens', async () => {
    const { code, verifier } = await newCode();
    const tries = await Promise.all(
      Array.from({ length: 20 }, () => post('token', codeGrant(code, verifier))),
    );
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('a wrong verifier spends it', async () => {
    const { code, verifier } = await newCode();
    const swapped = oidc.randomPKCECodeVerifier();
    expect(await outcome(await post('token', codeGrant(code, swapped)))).toMatchObject({
      error: 'invalid_grant',
    });
    expect((await post('token', codeGrant(code, verifier))).status).toBe(400);
  });

  test('a missing verifier is refused', async () => {
    const { code_verifier: _left, ...body } = codeGrant((await newCode()).code, '');
    expect(await outcome(await post('token', body))).toMatchObject({ error: 'invalid_grant' });
  });

  test('a verifier for a code that had no challenge is refused', async () => {
    const visitor = new Visitor(local.url);
    const { url, checks } = await startAttempt(app);
    url.searchParams.delete('code_challenge');
    url.searchParams.delete('code_challenge_method');
    await visitor.open(url.href);
    await visitor.press('Sign in', DEMO);
    const code = visitor.shown.url.searchParams.get('code') ?? '';
    const response = await post('token', codeGrant(code, checks.pkceCodeVerifier));
    expect(await outcome(response)).toMatchObject({ error: 'invalid_grant' });
  });

  test('another client or redirect URI is refused and leaves it usable', async () => {
    const { code, verifier } = await newCode();
    const client = local.services.directory.client(CLIENT_ID);
    local.services.directory.clients.put({ ...client, id: 'another' });
    for (const wrong of [{ client_id: 'another' }, { redirect_uri: 'http://localhost:3000/elsewhere' }]) {
      const response = await post('token', { ...codeGrant(code, verifier), ...wrong });
      expect(await outcome(response)).toMatchObject({ error: 'invalid_grant' });
    }
    expect((await post('token', codeGrant(code, verifier))).status).toBe(200);
  });

  test('is too old after five minutes', async () => {
    const { code, verifier } = await newCode();
    local.services.clock.advance(5 * 60_000 + 1);
    expect(await outcome(await post('token', codeGrant(code, verifier)))).toMatchObject({
      error: 'invalid_grant',
    });
  });

  test('is worth nothing once its user is disabled', async () => {
    const { code, verifier } = await newCode();
    local.services.users.update(demo(), { enabled: false });
    expect(await outcome(await post('token', codeGrant(code, verifier)))).toMatchObject({
      error: 'invalid_grant',
    });
  });

  test('without openid there is no id token; resource becomes the audience', async () => {
    const resource = 'https://api.example/orders';
    const { code, verifier } = await newCode({ scope: 'email', resource });
    const tokens = (await (await post('token', codeGrant(code, verifier))).json()) as Record<string, string>;
    expect(tokens).not.toHaveProperty('id_token');
    const [, payload = ''] = tokens.access_token?.split('.') ?? [];
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      aud: resource,
      scope: 'email',
      version: 2,
    });
  });

  test('the id token holds what the scopes allow', async () => {
    const claims = (await newTokens({ scope: 'openid email' })).claims();
    expect(claims).toHaveProperty('email');
    expect(claims).not.toHaveProperty('name');
    expect((await newTokens({ scope: 'openid' })).claims()).toMatchObject({ name: 'Demo Person' });
  });
});

describe('refusals of the token endpoint', () => {
  test.each([
    ['no grant type', {}, 'invalid_request'],
    ['an unknown grant type', { grant_type: 'password' }, 'unsupported_grant_type'],
    ['client_credentials', { grant_type: 'client_credentials' }, 'unauthorized_client'],
    ['no code', { grant_type: 'authorization_code' }, 'invalid_request'],
    ['an unknown code', { grant_type: 'authorization_code', code: 'x' }, 'invalid_grant'],
    ['no refresh token', { grant_type: 'refresh_token' }, 'invalid_request'],
    ['an unknown refresh token', { grant_type: 'refresh_token', refresh_token: 'x' }, 'invalid_grant'],
    ['an unknown client', { client_id: 'nobody', grant_type: 'refresh_token' }, 'invalid_client'],
  ])('%s', async (_, body, error) => {
    expect(await outcome(await post('token', { client_id: CLIENT_ID, ...body }))).toEqual({
      status: 400,
      error,
    });
  });

  test('a body that is no form', async () => {
    const response = await fetch(`${local.url}/oauth2/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ grant_type: 'refresh_token', client_id: CLIENT_ID }),
    });
    expect(await outcome(response)).toEqual({ status: 400, error: 'invalid_request' });
  });

  test('a code at a client that has only the implicit flow', async () => {
    const { code, verifier } = await newCode();
    changeClient({}, { AllowedOAuthFlows: ['implicit'] });
    expect(await outcome(await post('token', codeGrant(code, verifier)))).toMatchObject({
      error: 'unauthorized_client',
    });
  });

  test('a rotated refresh token past its grace period; the newest still works', async () => {
    const first = (await newTokens()).refresh_token ?? '';
    const refresh = (token: string) =>
      post('token', { grant_type: 'refresh_token', client_id: CLIENT_ID, refresh_token: token });
    const second = ((await (await refresh(first)).json()) as { refresh_token: string }).refresh_token;
    local.services.clock.advance(61_000);
    expect(await outcome(await refresh(first))).toEqual({ status: 400, error: 'invalid_grant' });
    expect((await refresh(second)).status).toBe(200);
  });

  test('where tokens do not rotate, a refresh gives no refresh token', async () => {
    changeClient({}, { RefreshTokenRotation: undefined });
    const tokens = await newTokens();
    const refreshed = await oidc.refreshTokenGrant(app, tokens.refresh_token ?? '');
    expect(refreshed.refresh_token).toBeUndefined();
    expect(refreshed.id_token).toBeDefined();
  });
});

describe('a client with a secret', () => {
  beforeEach(() => changeClient({ secret: SECRET }));

  test.each([
    ['client_secret_basic', oidc.ClientSecretBasic(SECRET)],
    ['client_secret_post', oidc.ClientSecretPost(SECRET)],
  ])('signs in with openid-client by %s', async (_, authentication) => {
    const configuration = new oidc.Configuration(app.serverMetadata(), CLIENT_ID, undefined, authentication);
    configuration[oidc.customFetch] = app[oidc.customFetch] as oidc.CustomFetch;
    const { attempt, returned } = await newCode({}, configuration);
    const tokens = await redeem(configuration, returned, attempt);
    expect(tokens.claims()?.email).toBe(DEMO.username);
    await oidc.tokenRevocation(configuration, tokens.refresh_token ?? '');
  });

  test.each([
    ['no secret', {}, {}],
    ['a wrong one in the body', { client_secret: 'wrong' }, {}],
    ['a wrong one in the header', {}, { authorization: `Basic ${btoa(`${CLIENT_ID}:wrong`)}` }],
    ['a header that is no Basic', {}, { authorization: 'Basic !!!' }],
    ['another client in the body', { client_id: 'x' }, { authorization: `Basic ${btoa(`${CLIENT_ID}:a`)}` }],
  ])('is refused with %s, and its code stays good', async (_, body, headers) => {
    const { code, verifier } = await newCode();
    const response = await post('token', { ...codeGrant(code, verifier), ...body }, headers);
    expect(await outcome(response)).toEqual({ status: 400, error: 'invalid_client' });
    const good = { ...codeGrant(code, verifier), client_secret: SECRET };
    expect((await post('token', good)).status).toBe(200);
    expect((await post('revoke', { token: 'x', client_id: CLIENT_ID, ...body }, headers)).status).toBe(401);
  });
});

describe('revoking', () => {
  test('answers 200 and nothing, also for what is unknown or revoked already', async () => {
    const token = (await newTokens()).refresh_token ?? '';
    for (const one of [token, token, 'never-issued']) {
      const response = await post('revoke', { token: one, client_id: CLIENT_ID });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-length')).toBe('0');
      expect(await response.text()).toBe('');
    }
  });

  test.each([
    ['no token', {}, { status: 400, error: 'invalid_request' }],
    ['an unknown client', { token: 'x', client_id: 'nobody' }, { status: 401, error: 'invalid_client' }],
  ])('%s', async (_, body, expected) => {
    expect(await outcome(await post('revoke', { client_id: CLIENT_ID, ...body }))).toEqual(expected);
  });

  test('an access token is of the wrong type, and lives on', async () => {
    const { access_token: token } = await newTokens();
    expect(await outcome(await post('revoke', { token, client_id: CLIENT_ID }))).toEqual({
      status: 400,
      error: 'unsupported_token_type',
    });
    expect((await userInfo(token)).status).toBe(200);
  });

  test('is refused where the client has it off', async () => {
    const token = (await newTokens()).refresh_token ?? '';
    changeClient({}, { EnableTokenRevocation: false });
    expect(await outcome(await post('revoke', { token, client_id: CLIENT_ID }))).toEqual({
      status: 400,
      error: 'invalid_request',
    });
  });
});

const userInfo = (token: string) =>
  fetch(`${local.url}/oauth2/userInfo`, { headers: { authorization: `Bearer ${token}` } });

describe('user info', () => {
  test.each([
    ['openid', ['email', 'email_verified', 'name', 'sub', 'username']],
    ['openid email', ['email', 'email_verified', 'sub', 'username']],
    ['openid profile', ['name', 'sub', 'username']],
  ])('tells what "%s" allows', async (scope, names) => {
    const { access_token: token } = await newTokens({ scope });
    const info = (await (await userInfo(token)).json()) as Record<string, unknown>;
    expect(Object.keys(info).toSorted()).toEqual(names);
  });

  test.each([
    ['is revoked', () => local.services.tokens.revokeAllOf(demo())],
    ['has expired', () => local.services.clock.advance(15 * 60_000 + 1_000)],
    ['is of a disabled user', () => local.services.users.update(demo(), { enabled: false })],
    ['is of a deleted user', () => local.services.users.remove(demo())],
  ])('is refused when the token %s', async (_, spoil) => {
    const { access_token: token } = await newTokens();
    spoil();
    const response = await userInfo(token);
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(await outcome(response)).toEqual({ status: 401, error: 'invalid_token' });
  });

  test('is refused to a token without openid, to an id token and to garbage', async () => {
    const tokens = await newTokens({ scope: 'openid email' });
    const { code, verifier } = await newCode({ scope: 'email' });
    const other = (await (await post('token', codeGrant(code, verifier))).json()) as { access_token: string };
    for (const token of [other.access_token, tokens.id_token ?? '', 'garbage']) {
      expect((await userInfo(token)).status).toBe(401);
    }
  });

  test('says what is wrong with a request that has no token', async () => {
    const response = await fetch(`${local.url}/oauth2/userInfo`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: 'invalid_request',
      error_description: 'Bad OAuth2 request at UserInfo Endpoint',
    });
  });
});
