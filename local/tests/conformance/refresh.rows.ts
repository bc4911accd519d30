import { expect } from 'vitest';
import { area } from './row';
import { claimsOf, expectRefused, SECOND } from './world';

const { rows, row } = area('Refresh');
export const refreshRows = rows;

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
