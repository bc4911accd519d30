import * as oidc from 'openid-client';
import { beforeEach, describe, expect, test } from 'vitest';
import { redeem } from './support/app';
import { DEMO, hostedLogin } from './support/hosted';
import { CLIENT_ID } from './support/server';
import { codeGrant, newCode, newTokens, outcome, post } from './support/token-endpoint';

const SECRET = 'a secret: with % and +';
const at = hostedLogin();

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
    expect(await outcome(await post(at, 'token', { client_id: CLIENT_ID, ...body }))).toEqual({
      status: 400,
      error,
    });
  });

  test('a body that is no form', async () => {
    const response = await fetch(`${at.local.url}/oauth2/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ grant_type: 'refresh_token', client_id: CLIENT_ID }),
    });
    expect(await outcome(response)).toEqual({ status: 400, error: 'invalid_request' });
  });

  test('a code at a client that has only the implicit flow', async () => {
    const { code, verifier } = await newCode(at);
    at.changeClient({ AllowedOAuthFlows: ['implicit'] });
    expect(await outcome(await post(at, 'token', codeGrant(code, verifier)))).toMatchObject({
      error: 'unauthorized_client',
    });
  });

  test('a rotated refresh token past its grace period; the newest still works', async () => {
    const first = (await newTokens(at)).refresh_token ?? '';
    const refresh = (token: string) =>
      post(at, 'token', { grant_type: 'refresh_token', client_id: CLIENT_ID, refresh_token: token });
    const second = ((await (await refresh(first)).json()) as { refresh_token: string }).refresh_token;
    at.local.services.clock.advance(61_000);
    expect(await outcome(await refresh(first))).toEqual({ status: 400, error: 'invalid_grant' });
    expect((await refresh(second)).status).toBe(200);
  });

  test('where tokens do not rotate, a refresh gives no refresh token', async () => {
    at.changeClient({ RefreshTokenRotation: undefined });
    const tokens = await newTokens(at);
    const refreshed = await oidc.refreshTokenGrant(at.app, tokens.refresh_token ?? '');
    expect(refreshed.refresh_token).toBeUndefined();
    expect(refreshed.id_token).toBeDefined();
  });
});

describe('a client with a secret', () => {
  beforeEach(() => at.changeClient({}, { secret: SECRET }));

  test.each([
    ['client_secret_basic', oidc.ClientSecretBasic(SECRET)],
    ['client_secret_post', oidc.ClientSecretPost(SECRET)],
  ])('signs in with openid-client by %s', async (_, authentication) => {
    const configuration = new oidc.Configuration(
      at.app.serverMetadata(),
      CLIENT_ID,
      undefined,
      authentication,
    );
    configuration[oidc.customFetch] = at.app[oidc.customFetch] as oidc.CustomFetch;
    const { attempt, returned } = await newCode(at, {}, configuration);
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
    const { code, verifier } = await newCode(at);
    const response = await post(at, 'token', { ...codeGrant(code, verifier), ...body }, headers);
    expect(await outcome(response)).toEqual({ status: 400, error: 'invalid_client' });
    const good = { ...codeGrant(code, verifier), client_secret: SECRET };
    expect((await post(at, 'token', good)).status).toBe(200);
    expect((await post(at, 'revoke', { token: 'x', client_id: CLIENT_ID, ...body }, headers)).status).toBe(
      401,
    );
  });
});
