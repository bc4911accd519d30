import { describe, expect, test } from 'vitest';
import { hostedLogin } from './support/hosted';
import { CLIENT_ID } from './support/server';
import { codeGrant, newCode, newTokens, outcome, post } from './support/token-endpoint';

const at = hostedLogin();

describe('revoking', () => {
  test('answers 200 and nothing, also for what is unknown or revoked already', async () => {
    const token = (await newTokens(at)).refresh_token ?? '';
    for (const one of [token, token, 'never-issued']) {
      const response = await post(at, 'revoke', { token: one, client_id: CLIENT_ID });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-length')).toBe('0');
      expect(await response.text()).toBe('');
    }
  });

  test.each([
    ['no token', {}, { status: 400, error: 'invalid_request' }],
    ['an unknown client', { token: 'x', client_id: 'nobody' }, { status: 401, error: 'invalid_client' }],
  ])('%s', async (_, body, expected) => {
    expect(await outcome(await post(at, 'revoke', { client_id: CLIENT_ID, ...body }))).toEqual(expected);
  });

  test('an access token is of the wrong type, and lives on', async () => {
    const { access_token: token } = await newTokens(at);
    expect(await outcome(await post(at, 'revoke', { token, client_id: CLIENT_ID }))).toEqual({
      status: 400,
      error: 'unsupported_token_type',
    });
    expect((await userInfo(token)).status).toBe(200);
  });

  test('is refused where the client has it off', async () => {
    const token = (await newTokens(at)).refresh_token ?? '';
    at.changeClient({ EnableTokenRevocation: false });
    expect(await outcome(await post(at, 'revoke', { token, client_id: CLIENT_ID }))).toEqual({
      status: 400,
      error: 'invalid_request',
    });
  });
});

const userInfo = (token: string) =>
  fetch(`${at.local.url}/oauth2/userInfo`, { headers: { authorization: `Bearer ${token}` } });

describe('user info', () => {
  test.each([
    ['openid', ['email', 'email_verified', 'name', 'sub', 'username']],
    ['openid email', ['email', 'email_verified', 'sub', 'username']],
    ['openid profile', ['name', 'sub', 'username']],
  ])('tells what "%s" allows', async (scope, names) => {
    const { access_token: token } = await newTokens(at, { scope });
    const info = (await (await userInfo(token)).json()) as Record<string, unknown>;
    expect(Object.keys(info).toSorted()).toEqual(names);
  });

  test.each([
    ['is revoked', () => at.local.services.tokens.revokeAllOf(at.demo)],
    ['has expired', () => at.local.services.clock.advance(15 * 60_000 + 1_000)],
    ['is of a disabled user', () => at.local.services.users.update(at.demo, { enabled: false })],
    ['is of a deleted user', () => at.local.services.users.remove(at.demo)],
  ])('is refused when the token %s', async (_, spoil) => {
    const { access_token: token } = await newTokens(at);
    spoil();
    const response = await userInfo(token);
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(await outcome(response)).toEqual({ status: 401, error: 'invalid_token' });
  });

  test('is refused to a token without openid, to an id token and to garbage', async () => {
    const tokens = await newTokens(at, { scope: 'openid email' });
    const { code, verifier } = await newCode(at, { scope: 'email' });
    const other = (await (await post(at, 'token', codeGrant(code, verifier))).json()) as {
      access_token: string;
    };
    for (const token of [other.access_token, tokens.id_token ?? '', 'garbage']) {
      expect((await userInfo(token)).status).toBe(401);
    }
  });

  test('says what is wrong with a request that has no token', async () => {
    const response = await fetch(`${at.local.url}/oauth2/userInfo`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: 'invalid_request',
      error_description: 'Bad OAuth2 request at UserInfo Endpoint',
    });
  });
});
