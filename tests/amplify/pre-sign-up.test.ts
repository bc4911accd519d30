import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { handler, LINKED, type PreSignUpEvent } from '../../amplify/auth/pre-sign-up/handler';
import type { User } from '../../local/model';
import type { LocalAws } from '../../local/server';
import { readOutputNames } from '../../local/template/names';
import { ALL_PROVIDERS_TEMPLATE, OUTPUTS, POOL_ID, startServer } from '../../local/tests/support/server';

const EMAIL = 'Grace.Hopper@example.com';

let aws: LocalAws;

beforeAll(async () => {
  const names = readOutputNames([OUTPUTS]);
  aws = await startServer({ seed: { template: ALL_PROVIDERS_TEMPLATE, names, appOrigins: [] } });
  vi.stubEnv('AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER', aws.url);
  vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', `${aws.url}/compute-role/credentials`);
});

beforeEach(() => {
  const { users } = aws.services;
  for (const user of users.inPool(POOL_ID)) users.remove(user);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await aws?.close();
});

/** Somebody who is there already; what is said differs from a confirmed account with a verified address. */
function account(
  attributes: Readonly<Record<string, string>> = {},
  { status = 'CONFIRMED', username }: Partial<Pick<User, 'status' | 'username'>> = {},
): User {
  const { users, directory } = aws.services;
  const all = { email: EMAIL.toLowerCase(), email_verified: 'true', ...attributes };
  return users.create({ pool: directory.pool(POOL_ID), username, status, attributes: all });
}

/** Somebody who comes from Google with a verified address, unless something else is said. */
const arrival = (different: Partial<PreSignUpEvent> & { verified?: string } = {}): PreSignUpEvent => {
  const { verified = 'true', ...event } = different;
  return {
    triggerSource: 'PreSignUp_ExternalProvider',
    region: 'us-east-1',
    userPoolId: POOL_ID,
    userName: 'google_1048',
    request: { userAttributes: { email: EMAIL, email_verified: verified } },
    ...event,
  };
};

const linksOf = ({ sub }: User) =>
  aws.services.users
    .get(POOL_ID, sub)
    ?.identities.map(({ providerName, userId }) => `${providerName} ${userId}`);

test('a sign-in with a verified address is linked to the account that has verified the same', async () => {
  const theirs = account();
  await expect(handler(arrival())).rejects.toThrow(LINKED);
  expect(linksOf(theirs)).toEqual(['Google 1048']);
});

test('so is one with Apple, whose name Cognito writes in the pool’s letter case', async () => {
  const theirs = account({}, { status: 'RESET_REQUIRED' });
  await expect(handler(arrival({ userName: 'signinwithapple_001.ab_c' }))).rejects.toThrow(LINKED);
  expect(linksOf(theirs)).toEqual(['SignInWithApple 001.ab_c']);
});

test.each<[string, () => User, PreSignUpEvent]>([
  ['Google has not verified the address', () => account(), arrival({ verified: 'false' })],
  ['the provider does not say whether it has', () => account(), arrival({ userName: 'facebook_1048' })],
  ['the account’s address is not verified', () => account({ email_verified: 'false' }), arrival()],
  ['the account was never confirmed', () => account({}, { status: 'UNCONFIRMED' }), arrival()],
  [
    'an administrator made it and nobody has used it',
    () => account({}, { status: 'FORCE_CHANGE_PASSWORD' }),
    arrival(),
  ],
  [
    'the account is another provider’s',
    () => account({}, { status: 'EXTERNAL_PROVIDER', username: 'facebook_7' }),
    arrival(),
  ],
  ['the address only begins the same', () => account({ email: `${EMAIL}.org` }), arrival()],
  ['someone signs up with a password', () => account(), arrival({ triggerSource: 'PreSignUp_SignUp' })],
])('nothing is linked where %s', async (_why, there, event) => {
  const theirs = there();
  expect(await handler(event)).toBe(event);
  expect(linksOf(theirs)).toEqual([]);
});

test('nothing is linked where two accounts have the address: neither is the one', async () => {
  const both = [account(), account()];
  await handler(arrival());
  expect(both.map(linksOf)).toEqual([[], []]);
});

test('while Cognito cannot be asked nobody gets a second account', async () => {
  const theirs = account();
  vi.stubEnv('AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER', 'http://127.0.0.1:9');
  await expect(handler(arrival())).rejects.not.toThrow(LINKED);
  vi.stubEnv('AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER', aws.url);
  expect(linksOf(theirs)).toEqual([]);
});
