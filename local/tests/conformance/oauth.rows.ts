import { createHash, randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { APP, redeem, signIn, token, tokens } from './managed-login';
import { area } from './row';
import { claimsOf, MINUTE, type World } from './world';

const { rows, row } = area('OAuth endpoints', { client: APP });
export const oauthRows = rows;

const refused = (error: string, status = 400) => ({ status, body: { error } });
const bearer = (world: World, accessToken: string) =>
  fetch(`${world.local.url}/oauth2/userInfo`, { headers: { authorization: `Bearer ${accessToken}` } });
const revoke = (world: World, value: string, client = world.clientId) =>
  fetch(`${world.local.url}/oauth2/revoke`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: client, ...(value && { token: value }) }),
  });

row(
  'A code',
  'id_token, access_token, refresh_token, expires_in 3600, token_type Bearer',
  'GN',
  async (world) => {
    expect(await tokens(world)).toEqual({
      id_token: expect.any(String),
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      expires_in: 3600,
      token_type: 'Bearer',
    });
  },
);

row('A code without openid', 'no id_token', 'GN', async (world) => {
  expect(await tokens(world, { scope: 'email' })).not.toHaveProperty('id_token');
});

row('The access token of a code', '`version` 2 and the scopes granted', 'G23', async (world) => {
  const { access_token } = await tokens(world, { scope: 'openid email' });
  expect(claimsOf(access_token)).toMatchObject({ version: 2, scope: 'openid email', token_use: 'access' });
});

row(
  'The ID token of a code',
  'at_hash over the access token; the nonce of the request',
  'G23',
  async (world) => {
    const { access_token, id_token } = await tokens(world, { nonce: 'n-1' });
    const half = createHash('sha256').update(access_token).digest().subarray(0, 16);
    expect(claimsOf(id_token)).toMatchObject({ at_hash: half.toString('base64url'), nonce: 'n-1' });
  },
);

row(
  'The ID token for openid alone; with email beside it',
  'all attributes; only email’s',
  'GN',
  async (world) => {
    expect(claimsOf((await tokens(world, { scope: 'openid' })).id_token)).toHaveProperty('name');
    expect(claimsOf((await tokens(world, { scope: 'openid email' })).id_token)).not.toHaveProperty('name');
  },
);

row('resource', 'the audience of the access token', 'GN', async (world) => {
  const { access_token } = await tokens(world, { resource: 'https://api.example/v1' });
  expect(claimsOf(access_token).aud).toBe('https://api.example/v1');
});

row('A code used twice', 'invalid_grant', 'G23', async (world) => {
  const { code } = await signIn(world);
  await redeem(world, code);
  expect(await redeem(world, code)).toEqual(refused('invalid_grant'));
});

row('A code after five minutes', 'invalid_grant', 'GN', async (world) => {
  const { code } = await signIn(world);
  await world.advance(5 * MINUTE + 1);
  expect(await redeem(world, code)).toEqual(refused('invalid_grant'));
});

row(
  'A code with a wrong verifier, then with the right one',
  'invalid_grant both times',
  'FL',
  async (world) => {
    const verifier = randomBytes(32).toString('base64url');
    const code_challenge = createHash('sha256').update(verifier).digest('base64url');
    const { code } = await signIn(world, { code_challenge, code_challenge_method: 'S256' });
    const wrong = { code_verifier: randomBytes(32).toString('base64url') };
    expect(await redeem(world, code, wrong)).toEqual(refused('invalid_grant'));
    expect(await redeem(world, code, { code_verifier: verifier })).toEqual(refused('invalid_grant'));
  },
);

row(
  'A code with a wrong redirect_uri, then the right one',
  'invalid_grant, then tokens',
  'FL',
  async (world) => {
    const { code } = await signIn(world);
    expect(await redeem(world, code, { redirect_uri: 'myapp://callback' })).toEqual(refused('invalid_grant'));
    expect((await redeem(world, code)).status).toBe(200);
  },
);

row('A client with a secret, without it', 'invalid_client', 'G23', async (world) => {
  const { ClientId } = await world.client({ ...APP, GenerateSecret: true });
  const fields = { client_id: ClientId, grant_type: 'refresh_token', refresh_token: 'x' };
  expect(await token(world, fields)).toEqual(refused('invalid_client'));
});

row('A grant type that does not exist', 'unsupported_grant_type', 'G23', async (world) => {
  expect(await token(world, { grant_type: 'password' })).toEqual(refused('unsupported_grant_type'));
});

row('A refresh without rotation', 'id and access token, no refresh token', 'GN', async (world) => {
  const { refresh_token } = await tokens(world);
  const { status, body } = await token(world, { grant_type: 'refresh_token', refresh_token });
  expect([status, Object.keys(body).sort()]).toEqual([
    200,
    ['access_token', 'expires_in', 'id_token', 'token_type'],
  ]);
});

row(
  'A refresh with rotation',
  'a new refresh token; the old one is invalid_grant without a grace period',
  'GN, MS',
  async (world) => {
    const { refresh_token } = await tokens(world);
    const refresh = (value: string) => token(world, { grant_type: 'refresh_token', refresh_token: value });
    const { body } = await refresh(refresh_token);
    expect(await refresh(refresh_token)).toEqual(refused('invalid_grant'));
    expect((await refresh(body.refresh_token)).status).toBe(200);
  },
  {
    client: {
      ...APP,
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 },
    },
  },
);

row('Revoking a refresh token', '200 and an empty body; refresh is invalid_grant', 'G23', async (world) => {
  const { refresh_token } = await tokens(world);
  const response = await revoke(world, refresh_token);
  expect([response.status, await response.text()]).toEqual([200, '']);
  expect(await token(world, { grant_type: 'refresh_token', refresh_token })).toEqual(
    refused('invalid_grant'),
  );
});

row('Revoking what was never issued', '200', 'G23', async (world) => {
  expect((await revoke(world, 'never-issued')).status).toBe(200);
});

row(
  'Revoking nothing; an access token; as nobody',
  'invalid_request, unsupported_token_type, 401',
  'G23',
  async (world) => {
    const { access_token } = await tokens(world);
    const answers = [revoke(world, ''), revoke(world, access_token), revoke(world, 'x', 'nobody')];
    const read = async (one: Promise<Response>) => ({
      status: (await one).status,
      body: await (await one).json(),
    });
    expect(await Promise.all(answers.map(read))).toEqual([
      refused('invalid_request'),
      refused('unsupported_token_type'),
      refused('invalid_client', 401),
    ]);
  },
);

row('userInfo', 'sub, username and the attributes in scope; booleans as strings', 'OB', async (world) => {
  const { access_token } = await tokens(world, { scope: 'openid email' });
  const info = await (await bearer(world, access_token)).json();
  const sub = claimsOf(access_token).sub;
  expect(info).toEqual({ sub, username: sub, email: expect.any(String), email_verified: 'true' });
});

row('userInfo with a token from the API', '401 invalid_token', 'G23', async (world) => {
  const { email } = await world.user();
  const response = await bearer(world, (await world.tokens(email)).AccessToken);
  expect([response.status, await response.json()]).toEqual([
    401,
    expect.objectContaining({ error: 'invalid_token' }),
  ]);
});

row('userInfo after AdminUserGlobalSignOut', '401 invalid_token', 'G23', async (world) => {
  const { access_token } = await tokens(world);
  await world.adminOk('AdminUserGlobalSignOut', { Username: claimsOf(access_token).sub });
  expect((await bearer(world, access_token)).status).toBe(401);
});

row('userInfo without a token', '400 invalid_request', 'G23', async (world) => {
  const response = await fetch(`${world.local.url}/oauth2/userInfo`);
  expect([response.status, await response.json()]).toEqual([
    400,
    { error: 'invalid_request', error_description: 'Bad OAuth2 request at UserInfo Endpoint' },
  ]);
});
