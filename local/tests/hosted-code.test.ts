import * as oidc from 'openid-client';
import { describe, expect, test } from 'vitest';
import { DEMO, hostedLogin } from './support/hosted';
import { CLIENT_ID } from './support/server';
import { codeGrant, newCode, newTokens, outcome, post } from './support/token-endpoint';

const at = hostedLogin();

describe('a code at the token endpoint', () => {
  test('gives tokens as Cognito does, uncached', async () => {
    const { code, verifier } = await newCode(at);
    const response = await post(at, 'token', codeGrant(code, verifier));
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
    const { code, verifier } = await newCode(at);
    expect((await post(at, 'token', codeGrant(code, verifier))).status).toBe(200);
    expect(await outcome(await post(at, 'token', codeGrant(code, verifier)))).toEqual({
      status: 400,
      error: 'invalid_grant',
    });
  });

  test('of twenty at once, one gets tokens', async () => {
    const { code, verifier } = await newCode(at);
    const tries = await Promise.all(
      Array.from({ length: 20 }, () => post(at, 'token', codeGrant(code, verifier))),
    );
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('a wrong verifier spends it', async () => {
    const { code, verifier } = await newCode(at);
    const swapped = oidc.randomPKCECodeVerifier();
    expect(await outcome(await post(at, 'token', codeGrant(code, swapped)))).toMatchObject({
      error: 'invalid_grant',
    });
    expect((await post(at, 'token', codeGrant(code, verifier))).status).toBe(400);
  });

  test('a missing verifier is refused', async () => {
    const { code_verifier: _left, ...body } = codeGrant((await newCode(at)).code, '');
    expect(await outcome(await post(at, 'token', body))).toMatchObject({ error: 'invalid_grant' });
  });

  test('a verifier for a code that had no challenge is refused', async () => {
    await at.authorize({ code_challenge: undefined, code_challenge_method: undefined });
    await at.visitor.press('Sign in', DEMO);
    const verifier = oidc.randomPKCECodeVerifier();
    const response = await post(at, 'token', codeGrant(at.returned.code ?? '', verifier));
    expect(await outcome(response)).toMatchObject({ error: 'invalid_grant' });
  });

  test('another client or redirect URI is refused and leaves it usable', async () => {
    const { code, verifier } = await newCode(at);
    const client = at.local.services.directory.client(CLIENT_ID);
    at.local.services.directory.clients.put({ ...client, id: 'another' });
    for (const wrong of [{ client_id: 'another' }, { redirect_uri: 'http://localhost:3000/elsewhere' }]) {
      const response = await post(at, 'token', { ...codeGrant(code, verifier), ...wrong });
      expect(await outcome(response)).toMatchObject({ error: 'invalid_grant' });
    }
    expect((await post(at, 'token', codeGrant(code, verifier))).status).toBe(200);
  });

  test('is too old after five minutes', async () => {
    const { code, verifier } = await newCode(at);
    at.local.services.clock.advance(5 * 60_000 + 1);
    expect(await outcome(await post(at, 'token', codeGrant(code, verifier)))).toMatchObject({
      error: 'invalid_grant',
    });
  });

  test('is worth nothing once its user is disabled', async () => {
    const { code, verifier } = await newCode(at);
    at.local.services.users.update(at.demo, { enabled: false });
    expect(await outcome(await post(at, 'token', codeGrant(code, verifier)))).toMatchObject({
      error: 'invalid_grant',
    });
  });

  test('without openid there is no id token; resource becomes the audience', async () => {
    const resource = 'https://api.example/orders';
    const { code, verifier } = await newCode(at, { scope: 'email', resource });
    const tokens = (await (await post(at, 'token', codeGrant(code, verifier))).json()) as Record<
      string,
      string
    >;
    expect(tokens).not.toHaveProperty('id_token');
    const [, payload = ''] = tokens.access_token?.split('.') ?? [];
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      aud: resource,
      scope: 'email',
      version: 2,
    });
  });

  test('the id token holds what the scopes allow', async () => {
    const claims = (await newTokens(at, { scope: 'openid email' })).claims();
    expect(claims).toHaveProperty('email');
    expect(claims).not.toHaveProperty('name');
    expect((await newTokens(at, { scope: 'openid' })).claims()).toMatchObject({ name: 'Demo Person' });
  });
});
