import { expect } from 'vitest';
import { area } from './row';
import { rotate, rotating } from './steps';
import { expectRefused } from './world';

const { rows, row } = area('Revocation');
export const revocationRows = rows;

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
