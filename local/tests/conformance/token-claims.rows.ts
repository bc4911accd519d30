import { createPublicKey, verify } from 'node:crypto';
import { expect } from 'vitest';
import { area } from './row';
import { headerOf } from './steps';
import { claimsOf } from './world';

const { rows, row } = area('Tokens');
export const tokenRows = rows;

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
row(
  'Claims of an access token from the API',
  'exactly those of a real one; scope is the admin one; no `version`',
  'G23',
  async (world) => {
    const { email, sub } = await world.user();
    const claims = claimsOf((await world.tokens(email)).AccessToken);
    expect(Object.keys(claims).sort()).toEqual(
      [
        'auth_time',
        'client_id',
        'event_id',
        'exp',
        'iat',
        'iss',
        'jti',
        'origin_jti',
        'scope',
        'sub',
        'token_use',
        'username',
      ].sort(),
    );
    expect(claims).toMatchObject({
      sub,
      username: sub,
      client_id: world.clientId,
      iss: `https://cognito-idp.us-east-1.amazonaws.com/${world.poolId}`,
      token_use: 'access',
      scope: 'aws.cognito.signin.user.admin',
      exp: claims.iat + 3600,
      jti: expect.stringMatching(UUID),
      origin_jti: expect.stringMatching(UUID),
      event_id: expect.stringMatching(UUID),
    });
  },
);

row(
  'Claims of an ID token from the API',
  'exactly those of a real one; email_verified a boolean; no at_hash, no nonce',
  'G23',
  async (world) => {
    const { email, sub } = await world.user({ 'custom:team': 'blue' });
    const claims = claimsOf((await world.tokens(email)).IdToken);
    expect(Object.keys(claims).sort()).toEqual(
      [
        'aud',
        'auth_time',
        'cognito:username',
        'custom:team',
        'email',
        'email_verified',
        'event_id',
        'exp',
        'iat',
        'iss',
        'jti',
        'origin_jti',
        'sub',
        'token_use',
      ].sort(),
    );
    expect(claims).toMatchObject({
      aud: world.clientId,
      'cognito:username': sub,
      email,
      email_verified: true,
      token_use: 'id',
      'custom:team': 'blue',
    });
  },
  { pool: { Schema: [{ Name: 'team' }] } },
);

row(
  'Header and key of each token',
  '`{"kid","alg":"RS256"}` exactly; kid of 44 characters; two different keys',
  'G23',
  async (world) => {
    const { email } = await world.user();
    const { AccessToken, IdToken } = await world.tokens(email);
    for (const header of [headerOf(AccessToken), headerOf(IdToken)]) {
      expect(Object.keys(header)).toEqual(['kid', 'alg']);
      expect(header).toEqual({ alg: 'RS256', kid: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/) });
    }
    expect(headerOf(AccessToken).kid).not.toBe(headerOf(IdToken).kid);
  },
);

row(
  'The key set',
  'both keys with alg, e, kid, kty, n, use; signatures verify',
  'G23',
  async (world, local) => {
    const { email } = await world.user();
    const response = await fetch(`${local.url}/${world.poolId}/.well-known/jwks.json`);
    const { keys } = (await response.json()) as {
      keys: { kid: string; n: string; e: string; kty: string }[];
    };
    expect(keys.map((key) => Object.keys(key).sort())).toEqual(
      Array(2).fill(['alg', 'e', 'kid', 'kty', 'n', 'use']),
    );
    for (const token of Object.values(await world.tokens(email)).filter(
      (value) => `${value}`.split('.').length === 3,
    )) {
      const [header = '', payload = '', signature = ''] = token.split('.');
      const jwk = keys.find(({ kid }) => kid === headerOf(token).kid);
      const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
      expect(
        verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url')),
      ).toBe(true);
    }
  },
);

row(
  'Groups in both tokens',
  '`cognito:groups` by precedence; roles in the ID token only; absent without groups',
  'G23',
  async (world) => {
    const { email } = await world.user();
    const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
    await world.adminOk('CreateGroup', { GroupName: 'staff', Precedence: 5, RoleArn: role('staff') });
    await world.adminOk('CreateGroup', { GroupName: 'admins', Precedence: 0, RoleArn: role('admins') });
    for (const GroupName of ['staff', 'admins'])
      await world.adminOk('AdminAddUserToGroup', { Username: email, GroupName });
    const tokens = await world.tokens(email);
    expect(claimsOf(tokens.AccessToken)['cognito:groups']).toEqual(['admins', 'staff']);
    expect(claimsOf(tokens.AccessToken)).not.toHaveProperty('cognito:roles');
    expect(claimsOf(tokens.IdToken)).toMatchObject({
      'cognito:groups': ['admins', 'staff'],
      'cognito:roles': [role('admins'), role('staff')],
      'cognito:preferred_role': role('admins'),
    });
  },
);

row(
  'Attributes that a client may not read',
  'absent from its ID tokens and GetUser',
  'G23',
  async (world) => {
    const { email } = await world.user({ name: 'Ada' });
    const client = await world.client({ ReadAttributes: ['email'] });
    const tokens = await world.tokens(email, client.ClientId);
    expect(claimsOf(tokens.IdToken)).not.toHaveProperty('name');
    const { UserAttributes } = await world.ok('GetUser', { AccessToken: tokens.AccessToken });
    expect(UserAttributes.map(({ Name }: { Name: string }) => Name).sort()).toEqual(['email', 'sub']);
  },
);

row(
  'A refresh token',
  'five base64url parts, starting as every real one; about 1,700 characters',
  'G23',
  async (world) => {
    const { email } = await world.user();
    const { RefreshToken } = await world.tokens(email);
    expect(RefreshToken).toMatch(/^eyJjdHkiOiJKV1Qi[\w-]*(\.[\w-]+){4}$/);
    expect(RefreshToken.length).toBeGreaterThan(1500);
  },
);

row('The three lifetimes of a client', 'exp and ExpiresIn follow them', 'M', async (world) => {
  const { email } = await world.user();
  const client = await world.client({
    AccessTokenValidity: 10,
    IdTokenValidity: 2,
    TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'hours', RefreshToken: 'days' },
  });
  const { body } = await world.signIn(email, undefined, client.ClientId);
  const { AccessToken, IdToken, ExpiresIn } = body.AuthenticationResult;
  expect(ExpiresIn).toBe(600);
  expect(claimsOf(AccessToken).exp - claimsOf(AccessToken).iat).toBe(600);
  expect(claimsOf(IdToken).exp - claimsOf(IdToken).iat).toBe(7200);
});
