import { createPublicKey, verify } from 'node:crypto';
import { expect } from 'vitest';
import { area } from './row';
import { claimsOf, DAY, expectRefused, HOUR, MINUTE, SECOND, type World } from './world';

const { rows, row } = area('Tokens and refresh');
export const tokenRows = rows;

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const headerOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());

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

row(
  'Refreshing without rotation',
  'ID and access token only, any number of times; same origin_jti and auth_time, new jti',
  'GN, MV',
  async (world) => {
    const { email } = await world.user();
    const { RefreshToken, AccessToken } = await world.tokens(email);
    const before = claimsOf(AccessToken);
    for (let i = 0; i < 3; i++) {
      await world.advance(5 * SECOND);
      const { body } = await world.refresh(RefreshToken);
      expect(body.AuthenticationResult).not.toHaveProperty('RefreshToken');
      expect(body).not.toHaveProperty('ChallengeParameters');
      const after = claimsOf(body.AuthenticationResult.AccessToken);
      expect(after).toMatchObject({ origin_jti: before.origin_jti, auth_time: before.auth_time });
      expect(after.jti).not.toBe(before.jti);
      expect(after.iat).toBeGreaterThan(before.iat);
    }
  },
);

row('REFRESH_TOKEN_AUTH', 'the same by InitiateAuth', 'GN', async (world) => {
  const { email } = await world.user();
  const { RefreshToken } = await world.tokens(email);
  const { AuthenticationResult } = await world.ok('InitiateAuth', {
    AuthFlow: 'REFRESH_TOKEN_AUTH',
    AuthParameters: { REFRESH_TOKEN: RefreshToken },
  });
  expect(AuthenticationResult).not.toHaveProperty('RefreshToken');
});

const rotating = (seconds: number) => ({
  client: { RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: seconds } },
});
const rotate = async (world: World, token: string): Promise<string> =>
  (await world.refresh(token)).body.AuthenticationResult?.RefreshToken;
const REUSE = 'RefreshTokenReuseException';

row(
  'REFRESH_TOKEN_AUTH at a client that rotates',
  'refused as flow not enabled',
  'GN',
  async (world) => {
    const { email } = await world.user();
    const { RefreshToken } = await world.tokens(email);
    const answer = await world.call('InitiateAuth', {
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN: RefreshToken },
    });
    expectRefused(answer, 'InvalidParameterException', 'REFRESH_TOKEN_AUTH flow not enabled for this client');
  },
  rotating(60),
);

row(
  'Rotation',
  'every refresh gives a new refresh token',
  'GN',
  async (world) => {
    const { email } = await world.user();
    const { RefreshToken } = await world.tokens(email);
    const second = await rotate(world, RefreshToken);
    const third = await rotate(world, second);
    expect(new Set([RefreshToken, second, third]).size).toBe(3);
  },
  rotating(0),
);

row(
  'A rotated token’s life',
  'ends with the original’s, not later',
  'GN',
  async (world) => {
    const { email } = await world.user();
    const { RefreshToken } = await world.tokens(email);
    await world.advance(29 * DAY);
    const second = await rotate(world, RefreshToken);
    await world.advance(DAY);
    expectRefused(await world.refresh(second), 'NotAuthorizedException', 'Refresh Token has expired');
  },
  rotating(60),
);

row(
  'Replay within the grace period',
  'succeeds with a second child; the first child is then refused, the second works',
  'MS',
  async (world) => {
    const { email } = await world.user();
    const { RefreshToken } = await world.tokens(email);
    const first = await rotate(world, RefreshToken);
    await world.advance(59 * SECOND);
    const second = await rotate(world, RefreshToken);
    expect(second).toEqual(expect.any(String));
    expectRefused(await world.refresh(first), REUSE);
    expect((await world.refresh(second)).status).toBe(200);
  },
  rotating(60),
);

row(
  'Replay after the grace period',
  'RefreshTokenReuseException; the family lives: its newest token still works',
  'MS',
  async (world) => {
    const { email } = await world.user();
    const { RefreshToken } = await world.tokens(email);
    const newest = await rotate(world, RefreshToken);
    await world.advance(61 * SECOND);
    expectRefused(await world.refresh(RefreshToken), REUSE, 'Refresh token reuse detected');
    expect((await world.refresh(newest)).status).toBe(200);
  },
  rotating(60),
);

row(
  'Replay with a grace period of 0',
  'RefreshTokenReuseException at once',
  'GN',
  async (world) => {
    const { email } = await world.user();
    const { RefreshToken } = await world.tokens(email);
    await rotate(world, RefreshToken);
    expectRefused(await world.refresh(RefreshToken), REUSE);
  },
  rotating(0),
);

row(
  'Twenty refreshes at once with one token in its grace period',
  'all succeed; exactly one child refreshes on',
  'MS',
  async (world) => {
    const { email } = await world.user();
    const { RefreshToken } = await world.tokens(email);
    const children = await Promise.all(Array.from({ length: 20 }, () => rotate(world, RefreshToken)));
    expect(new Set(children).size).toBe(20);
    const answers = await Promise.all(children.map((child) => world.refresh(child)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  },
  rotating(60),
);

for (const [which, ends] of [
  ['newest', true],
  ['original', true],
  ['middle', false],
] as const) {
  row(
    `RevokeToken on the ${which} token of a rotated family`,
    ends ? 'ends the family' : 'changes nothing',
    'MS',
    async (world) => {
      const { email } = await world.user();
      const { RefreshToken: original } = await world.tokens(email);
      const middle = await rotate(world, original);
      const newest = await rotate(world, middle);
      await world.ok('RevokeToken', { Token: { original, middle, newest }[which] });
      const answer = await world.refresh(newest);
      if (ends) expectRefused(answer, 'NotAuthorizedException', 'Refresh Token has been revoked');
      else expect(answer.status).toBe(200);
    },
    rotating(60),
  );
}

row('RevokeToken twice, and with a token never issued', '`{}` each time', 'MS', async (world) => {
  const { email } = await world.user();
  const { RefreshToken } = await world.tokens(email);
  for (const Token of [RefreshToken, RefreshToken, 'eyJjdHkiOiJKV1QifQ.a.b.c.d'])
    expect(await world.ok('RevokeToken', { Token })).toEqual({});
});

row('RevokeToken with an access or ID token', 'UnsupportedTokenTypeException', 'M', async (world) => {
  const { email } = await world.user();
  const { AccessToken, IdToken } = await world.tokens(email);
  for (const Token of [AccessToken, IdToken])
    expectRefused(await world.call('RevokeToken', { Token }), 'UnsupportedTokenTypeException');
});

row(
  'RevokeToken at a client without revocation',
  'UnsupportedOperationException',
  'M',
  async (world) => {
    const { email } = await world.user();
    const { RefreshToken } = await world.tokens(email);
    expectRefused(await world.call('RevokeToken', { Token: RefreshToken }), 'UnsupportedOperationException');
  },
  { client: { EnableTokenRevocation: false } },
);

row(
  'RevokeToken with a wrong secret',
  'UnauthorizedException',
  'M',
  async (world) => {
    expectRefused(
      await world.call('RevokeToken', { Token: 'a.b.c.d.e', ClientSecret: 'wrong' }),
      'UnauthorizedException',
    );
  },
  { client: { GenerateSecret: true } },
);

row('RevokeToken by another client', '`{}`, and the token still works', 'INF', async (world) => {
  const { email } = await world.user();
  const other = await world.client();
  const { RefreshToken } = await world.tokens(email);
  expect(await world.ok('RevokeToken', { Token: RefreshToken, ClientId: other.ClientId })).toEqual({});
  expect((await world.refresh(RefreshToken)).status).toBe(200);
});

row(
  'Access token of a revoked sign-in',
  'refused by GetUser; other sign-ins live',
  'G23, OB',
  async (world) => {
    const { email } = await world.user();
    const [ended, living] = [await world.tokens(email), await world.tokens(email)];
    await world.ok('RevokeToken', { Token: ended.RefreshToken });
    const answer = await world.withToken('GetUser', { AccessToken: ended.AccessToken });
    expectRefused(answer, 'NotAuthorizedException', 'Access Token has been revoked');
    expect((await world.withToken('GetUser', { AccessToken: living.AccessToken })).status).toBe(200);
  },
);

for (const [what, spoil] of [
  ['garbage', () => 'eyJjdHkiOiJKV1QifQ.a.b.c.d'],
  ['with its last part changed', (token: string) => `${token.slice(0, -2)}AA`],
  ['an access token', (_token: string, access: string) => access],
] as const) {
  row(`Refreshing with ${what}`, 'NotAuthorizedException "Invalid Refresh Token"', 'OB', async (world) => {
    const { email } = await world.user();
    const { RefreshToken, AccessToken } = await world.tokens(email);
    expectRefused(
      await world.refresh(spoil(RefreshToken, AccessToken)),
      'NotAuthorizedException',
      'Invalid Refresh Token',
    );
  });
}

row(
  'Refreshing with another client’s token',
  'NotAuthorizedException "Invalid Refresh Token"',
  'OB',
  async (world) => {
    const { email } = await world.user();
    const other = await world.client();
    const { RefreshToken } = await world.tokens(email);
    expectRefused(
      await world.refresh(RefreshToken, other.ClientId),
      'NotAuthorizedException',
      'Invalid Refresh Token',
    );
  },
);

row('Refreshing as a disabled user, and as a deleted one', 'NotAuthorizedException', 'OB', async (world) => {
  const { email } = await world.user();
  const { RefreshToken } = await world.tokens(email);
  await world.adminOk('AdminDisableUser', { Username: email });
  expectRefused(await world.refresh(RefreshToken), 'NotAuthorizedException', 'User is disabled.');
  await world.adminOk('AdminDeleteUser', { Username: email });
  expectRefused(await world.refresh(RefreshToken), 'NotAuthorizedException');
});

row(
  'GetTokensFromRefreshToken at a client with a secret',
  'takes ClientSecret, refuses a wrong one',
  'M',
  async (world) => {
    const client = await world.client({ GenerateSecret: true });
    const answer = await world.cognito.call('GetTokensFromRefreshToken', {
      RefreshToken: 'a.b.c.d.e',
      ClientId: client.ClientId,
      ClientSecret: 'wrong',
    });
    expectRefused(answer, 'NotAuthorizedException', /secret/);
    const right = await world.cognito.call('GetTokensFromRefreshToken', {
      RefreshToken: 'a.b.c.d.e',
      ClientId: client.ClientId,
      ClientSecret: client.ClientSecret,
    });
    expectRefused(right, 'NotAuthorizedException', 'Invalid Refresh Token');
  },
);

row('GlobalSignOut', 'later calls and refreshes of all sign-ins are refused', 'M, OB', async (world) => {
  const { email } = await world.user();
  const [here, there] = [await world.tokens(email), await world.tokens(email)];
  expect(await world.ok('GlobalSignOut', { AccessToken: here.AccessToken })).toEqual({});
  for (const { AccessToken, RefreshToken } of [here, there]) {
    expectRefused(
      await world.withToken('GetUser', { AccessToken }),
      'NotAuthorizedException',
      'Access Token has been revoked',
    );
    expectRefused(
      await world.refresh(RefreshToken),
      'NotAuthorizedException',
      'Refresh Token has been revoked',
    );
  }
  expect((await world.signIn(email)).status).toBe(200);
});

row('AdminUserGlobalSignOut', 'the same; UserNotFoundException for nobody', 'M', async (world) => {
  const { email } = await world.user();
  const { AccessToken } = await world.tokens(email);
  await world.adminOk('AdminUserGlobalSignOut', { Username: email });
  expectRefused(
    await world.withToken('GetUser', { AccessToken }),
    'NotAuthorizedException',
    'Access Token has been revoked',
  );
  expectRefused(
    await world.admin('AdminUserGlobalSignOut', { Username: 'nobody' }),
    'UserNotFoundException',
    'User does not exist.',
  );
});

row(
  'An access token after its hour',
  'NotAuthorizedException "Access Token has expired"',
  'M, OB',
  async (world) => {
    const { email } = await world.user();
    const { AccessToken } = await world.tokens(email);
    await world.advance(HOUR);
    expectRefused(
      await world.withToken('GetUser', { AccessToken }),
      'NotAuthorizedException',
      'Access Token has expired',
    );
  },
);

row(
  'An ID token, an unsigned one, one signed by nobody',
  'NotAuthorizedException "Invalid Access Token"',
  'OB',
  async (world) => {
    const { email } = await world.user();
    const { AccessToken, IdToken } = await world.tokens(email);
    const [, payload = '', signature = ''] = AccessToken.split('.');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    const forged = `${AccessToken.split('.')[0]}.${Buffer.from('{"sub":"x"}').toString('base64url')}.${signature}`;
    for (const token of [IdToken, none, forged, 'x']) {
      expectRefused(
        await world.withToken('GetUser', { AccessToken: token }),
        'NotAuthorizedException',
        'Invalid Access Token',
      );
    }
  },
);

row(
  'Tokens at `/__test/token-validity`',
  'last as told, below Cognito’s minimum',
  'INF',
  async (world, local) => {
    const { email } = await world.user();
    const set = (body: object) =>
      fetch(`${local.url}/__test/token-validity`, { method: 'POST', body: JSON.stringify(body) });
    await set({ accessSeconds: 2, idSeconds: 3, refreshSeconds: 60 });
    const { AccessToken, IdToken, RefreshToken } = await world.tokens(email).finally(() => set({}));
    expect(claimsOf(AccessToken).exp - claimsOf(AccessToken).iat).toBe(2);
    expect(claimsOf(IdToken).exp - claimsOf(IdToken).iat).toBe(3);
    await world.advance(MINUTE);
    expectRefused(await world.refresh(RefreshToken), 'NotAuthorizedException', 'Refresh Token has expired');
  },
);
