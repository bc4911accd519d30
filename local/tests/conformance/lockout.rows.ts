import { createHmac } from 'node:crypto';
import { expect } from 'vitest';
import { area } from './row';
import { INCORRECT, startSrp } from './steps';
import { expectRefused, MINUTE, PASSWORD, SECOND } from './world';

const { rows, row } = area('Lockout and client secrets');
export const lockoutRows = rows;

row(
  'Five wrong passwords',
  'locked for 1 s, refused at InitiateAuth with "Password attempts exceeded"; free again afterwards',
  'G23, MS',
  async (world) => {
    const { email } = await world.user();
    for (let i = 0; i < 5; i++)
      expectRefused(await world.signIn(email, 'Wrong-Horse-9!'), 'NotAuthorizedException', INCORRECT);
    expectRefused(await world.signIn(email), 'NotAuthorizedException', 'Password attempts exceeded');
    expectRefused(await startSrp(world, email), 'NotAuthorizedException', 'Password attempts exceeded');
    await world.advance(SECOND);
    expect((await world.signIn(email)).status).toBe(200);
  },
);

row('Seven wrong passwords', 'the lock doubles: 4 s', 'G23', async (world) => {
  const { email } = await world.user();
  for (let i = 0; i < 7; i++) {
    await world.signIn(email, 'Wrong-Horse-9!');
    await world.advance(i >= 4 && i < 6 ? 2 ** (i - 4) * SECOND : 0);
  }
  await world.advance(3 * SECOND);
  expectRefused(await world.signIn(email), 'NotAuthorizedException', 'Password attempts exceeded');
  await world.advance(SECOND);
  expect((await world.signIn(email)).status).toBe(200);
});

row('The lock of somebody who does not exist', 'the same as for who does', 'INF', async (world) => {
  const email = world.newEmail();
  for (let i = 0; i < 5; i++) await world.signIn(email);
  expectRefused(await world.signIn(email), 'NotAuthorizedException', 'Password attempts exceeded');
});

row('The lock after 15 quiet minutes', 'gone, with the count', 'G23', async (world) => {
  const { email } = await world.user();
  for (let i = 0; i < 5; i++) await world.signIn(email, 'Wrong-Horse-9!');
  await world.advance(15 * MINUTE);
  for (let i = 0; i < 4; i++)
    expectRefused(await world.signIn(email, 'Wrong-Horse-9!'), 'NotAuthorizedException', INCORRECT);
  expect((await world.signIn(email)).status).toBe(200);
});

const hash = (client: { ClientSecret: string; ClientId: string }, username: string) =>
  createHmac('sha256', client.ClientSecret)
    .update(username + client.ClientId)
    .digest('base64');

row(
  'A client with a secret, no SECRET_HASH',
  'NotAuthorizedException saying so',
  'OB',
  async (world) => {
    const { email } = await world.user();
    expectRefused(
      await world.signIn(email),
      'NotAuthorizedException',
      `Client ${world.clientId} is configured with secret but SECRET_HASH was not received`,
    );
  },
  { client: { GenerateSecret: true } },
);

row(
  'A client with a secret, SECRET_HASH over another name',
  'NotAuthorizedException',
  'G23',
  async (world) => {
    const { email } = await world.user();
    const client = await world.client({ GenerateSecret: true });
    const AuthParameters = { USERNAME: email, PASSWORD, SECRET_HASH: hash(client, email.toUpperCase()) };
    const answer = await world.cognito.call('InitiateAuth', {
      ClientId: client.ClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters,
    });
    expectRefused(
      answer,
      'NotAuthorizedException',
      `Unable to verify secret hash for client ${client.ClientId}`,
    );
  },
);

row(
  'A client with a secret, SECRET_HASH over the name as sent',
  'tokens; refreshed with the hash over `sub`',
  'MV',
  async (world) => {
    const { email, sub } = await world.user();
    const client = await world.client({ GenerateSecret: true });
    const ClientId = client.ClientId;
    const { AuthenticationResult } = await world.cognito.ok('InitiateAuth', {
      ClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: email, PASSWORD, SECRET_HASH: hash(client, email) },
    });
    const refreshed = await world.cognito.ok('InitiateAuth', {
      ClientId,
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN: AuthenticationResult.RefreshToken, SECRET_HASH: hash(client, sub) },
    });
    expect(refreshed.AuthenticationResult.AccessToken).not.toBe(AuthenticationResult.AccessToken);
  },
);
