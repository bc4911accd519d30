import { expect } from 'vitest';
import { google } from '../../providers/brands';
import { Visitor } from '../support/visitor';
import { APP, authorize, expectError, query, redeem, returned } from './managed-login';
import { area } from './row';
import { claimsOf, MINUTE, PASSWORD, type World } from './world';

const { rows, row } = area('Google');
export const googleRows = rows;

const [ADA = { sub: '', email: '' }] = google.people;

/** Adds Google to the pool, and a client that offers it. */
async function withGoogle(world: World): Promise<void> {
  await world.adminOk('CreateIdentityProvider', {
    ProviderName: 'Google',
    ProviderType: 'Google',
    ProviderDetails: {
      client_id: 'conformance',
      client_secret: 's',
      authorize_scopes: 'openid email profile',
    },
    AttributeMapping: { email: 'email', email_verified: 'email_verified', name: 'name' },
  });
  const providers = { SupportedIdentityProviders: ['COGNITO', 'Google'] };
  world.clientId = (await world.client({ ...APP, ...providers })).ClientId;
}

async function openGoogle(world: World, change: Record<string, string> = {}): Promise<Visitor> {
  await withGoogle(world);
  return authorize(world, { identity_provider: 'Google', ...change });
}

async function idTokenOfAda(world: World) {
  const visitor = await openGoogle(world);
  await visitor.press(ADA.email);
  return claimsOf((await redeem(world, returned(visitor).code)).body.id_token);
}

row(
  'identity_provider=Google',
  'straight to Google: code, scope, state, nonce, idpresponse',
  'OB, M',
  async (world) => {
    const visitor = await openGoogle(world, { login_hint: ADA.email, prompt: 'select_account' });
    expect(returned(visitor)).toEqual({
      client_id: 'conformance',
      redirect_uri: `${world.local.url}/oauth2/idpresponse`,
      response_type: 'code',
      scope: 'openid email profile',
      state: expect.any(String),
      nonce: expect.any(String),
      login_hint: ADA.email,
      prompt: 'select_account',
    });
  },
);

row(
  'The username of somebody from Google',
  '`google_<sub>` where letter case is ignored',
  'OB',
  async (world) => {
    expect((await idTokenOfAda(world))['cognito:username']).toBe(`google_${ADA.sub}`);
  },
);

row(
  'The same in a case-sensitive pool',
  '`Google_<sub>`',
  'OB',
  async (world) => {
    expect((await idTokenOfAda(world))['cognito:username']).toBe(`Google_${ADA.sub}`);
  },
  { pool: { UsernameConfiguration: { CaseSensitive: true } } },
);

row('Groups of somebody from Google', '`<poolId>_Google`, made by itself', 'OB', async (world) => {
  expect((await idTokenOfAda(world))['cognito:groups']).toEqual([`${world.poolId}_Google`]);
  const { Groups } = await world.adminOk('ListGroups', {});
  expect(Groups).toEqual([expect.objectContaining({ GroupName: `${world.poolId}_Google` })]);
});

row('The identities claim', 'issuer null; primary and dateCreated as strings', 'OB', async (world) => {
  expect((await idTokenOfAda(world)).identities).toEqual([
    {
      userId: ADA.sub,
      providerName: 'Google',
      providerType: 'Google',
      issuer: null,
      primary: 'true',
      dateCreated: expect.stringMatching(/^\d{13}$/),
    },
  ]);
});

row('A federated sign-in without a nonce', 'the ID token has one all the same', 'G23', async (world) => {
  expect((await idTokenOfAda(world)).nonce).toEqual(expect.any(String));
});

row('Status of somebody from Google', 'EXTERNAL_PROVIDER', 'M', async (world) => {
  await idTokenOfAda(world);
  const user = await world.adminOk('AdminGetUser', { Username: `google_${ADA.sub}` });
  expect(user.UserStatus).toBe('EXTERNAL_PROVIDER');
});

row('A native user with the same address', 'stays another user', 'G23', async (world) => {
  const { User } = await world.adminOk('AdminCreateUser', {
    Username: ADA.email,
    MessageAction: 'SUPPRESS',
    TemporaryPassword: PASSWORD,
    UserAttributes: [{ Name: 'email', Value: ADA.email }],
  });
  expect((await idTokenOfAda(world)).sub).not.toBe(User.Username);
});

row('Cancelling at Google', '302 to the app: access_denied, state', 'INF', async (world) => {
  const visitor = await openGoogle(world);
  await visitor.press('Cancel');
  expect(returned(visitor)).toMatchObject({ error: 'access_denied', state: 's' });
});

row('An error of Google’s token endpoint', '"Google Error - <status> <code>"', 'GN', async (world) => {
  const visitor = await openGoogle(world);
  const fault = { operation: 'google/token', mode: 'error', error: 'invalid_client', status: 401 };
  await fetch(`${world.local.url}/__test/faults`, { method: 'POST', body: JSON.stringify(fault) });
  await visitor.press(ADA.email);
  expect(returned(visitor)).toEqual({
    error: 'invalid_request',
    error_description: 'Google Error - 401 invalid_client',
    state: 's',
  });
});

row('A state that is unknown, or used before', 'the error page: Invalid state', 'OB', async (world) => {
  const visitor = await openGoogle(world);
  const { state } = returned(visitor);
  await visitor.press(ADA.email);
  for (const one of ['unknown', state]) {
    await visitor.open(`/oauth2/idpresponse?code=x&state=${one}`);
    expectError(visitor, 'Invalid state');
  }
});

row('Coming back after five minutes', 'the error page: Something went wrong', 'G23', async (world) => {
  const visitor = await openGoogle(world);
  await world.advance(5 * MINUTE + 1);
  await visitor.press(ADA.email);
  expectError(visitor, 'Something went wrong');
});

row('A federated user at the sign-in form', '"Incorrect username or password."', 'INF', async (world) => {
  await idTokenOfAda(world);
  const visitor = new Visitor(world.local.url);
  await visitor.open(`/login?${query(world)}`);
  await visitor.press('Sign in', { username: ADA.email, password: PASSWORD });
  expect(visitor.message).toBe('Incorrect username or password.');
});
