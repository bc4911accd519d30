import { expect } from 'vitest';
import { area } from './row';
import { expectRefused, MINUTE, SECOND } from './world';

const { rows, row } = area('Clients');
export const clientRows = rows;

row(
  'CreateUserPoolClient with a name alone',
  'id of 26 lower-case letters and digits, no secret, SRP and refresh flows, LEGACY, revocation on',
  'M',
  async (world) => {
    const { UserPoolClient } = await world.adminOk('CreateUserPoolClient', { ClientName: 'plain' });
    expect(UserPoolClient.ClientId).toMatch(/^[0-9a-z]{26}$/);
    expect(UserPoolClient).not.toHaveProperty('ClientSecret');
    expect(UserPoolClient).toMatchObject({
      RefreshTokenValidity: 30,
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'LEGACY',
      EnableTokenRevocation: true,
      AuthSessionValidity: 3,
    });
  },
);

row(
  'Describe-, Update-, List- and DeleteUserPoolClient',
  'as given; what is left out of an update is the default again',
  'M',
  async (world) => {
    const { ClientId, ClientSecret } = await world.client({ GenerateSecret: true, AuthSessionValidity: 10 });
    expect(ClientSecret).toMatch(/^[0-9a-z]{51}$/);
    const describe = async () => (await world.adminOk('DescribeUserPoolClient', { ClientId })).UserPoolClient;
    expect(await describe()).toMatchObject({ ClientSecret, AuthSessionValidity: 10 });
    await world.adminOk('UpdateUserPoolClient', { ClientId, AccessTokenValidity: 15 });
    expect(await describe()).toMatchObject({ ClientSecret, AccessTokenValidity: 15, AuthSessionValidity: 3 });
    const { UserPoolClients } = await world.adminOk('ListUserPoolClients', {});
    expect(UserPoolClients).toContainEqual({ ClientId, UserPoolId: world.poolId, ClientName: 'conformance' });
    await world.adminOk('DeleteUserPoolClient', { ClientId });
    expectRefused(await world.admin('DescribeUserPoolClient', { ClientId }), 'ResourceNotFoundException');
  },
);

for (const [what, settings] of [
  ['an access token of 4 minutes', { AccessTokenValidity: 4 }],
  ['an ID token of 25 hours', { IdTokenValidity: 25, TokenValidityUnits: { IdToken: 'hours' } }],
  [
    'a refresh token of 30 minutes',
    { RefreshTokenValidity: 30, TokenValidityUnits: { RefreshToken: 'minutes' } },
  ],
  ['a callback over http to another host', { CallbackURLs: ['http://example.com/'] }],
  ['a callback with a fragment', { CallbackURLs: ['https://example.com/#x'] }],
  ['a provider that the pool lacks', { SupportedIdentityProviders: ['Google'] }],
  ['a grace period of 61 s', { RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 61 } }],
  ['an AuthSessionValidity of 2 minutes', { AuthSessionValidity: 2 }],
  [
    'old and new names of flows together',
    { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'USER_PASSWORD_AUTH'] },
  ],
] as const) {
  row(`CreateUserPoolClient with ${what}`, 'InvalidParameterException', 'M, G23', async (world) => {
    expectRefused(
      await world.admin('CreateUserPoolClient', { ClientName: 'x', ...settings }),
      'InvalidParameterException',
    );
  });
}

row('Callbacks over http to localhost, 127.0.0.1 and [::1]', 'accepted', 'GN', async (world) => {
  const CallbackURLs = ['http://localhost:3000/a', 'http://127.0.0.1/b', 'http://[::1]:8080/c', 'myapp://d'];
  expect((await world.client({ CallbackURLs })).CallbackURLs).toEqual(CallbackURLs);
});

row(
  'AuthSessionValidity of 15 minutes',
  'a challenge is answered after 14',
  'M',
  async (world) => {
    const { email } = await world.user();
    const { body } = await world.call('InitiateAuth', {
      AuthFlow: 'USER_AUTH',
      AuthParameters: { USERNAME: email },
    });
    await world.advance(14 * MINUTE + 59 * SECOND);
    const answer = await world.respond('SELECT_CHALLENGE', body.Session, {
      USERNAME: email,
      ANSWER: 'PASSWORD',
    });
    expect(answer.body.ChallengeName).toBe('PASSWORD');
  },
  { client: { AuthSessionValidity: 15 } },
);
