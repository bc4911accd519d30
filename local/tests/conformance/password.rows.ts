import { expect } from 'vitest';
import { area } from './row';
import { INCORRECT, LEGACY } from './steps';
import { DAY, expectRefused, PASSWORD } from './world';

const { rows, row } = area('Sign-in by password');
export const passwordRows = rows;

row('USER_PASSWORD_AUTH', 'tokens', 'G23', async (world) => {
  const { email } = await world.user();
  expect((await world.signIn(email)).body.AuthenticationResult.TokenType).toBe('Bearer');
});

row(
  'USER_PASSWORD_AUTH: wrong password, nobody, nobody in LEGACY',
  'the same refusal twice; UserNotFoundException',
  'OB, G23',
  async (world) => {
    const { email } = await world.user();
    expectRefused(await world.signIn(email, 'Wrong-Horse-9!'), 'NotAuthorizedException', INCORRECT);
    expectRefused(await world.signIn(world.newEmail()), 'NotAuthorizedException', INCORRECT);
    const legacy = await world.client(LEGACY.client);
    expectRefused(
      await world.signIn(world.newEmail(), PASSWORD, legacy.ClientId),
      'UserNotFoundException',
      'User does not exist.',
    );
  },
);

for (const flow of [
  'USER_PASSWORD_AUTH',
  'USER_SRP_AUTH',
  'USER_AUTH',
  'REFRESH_TOKEN_AUTH',
  'CUSTOM_AUTH',
]) {
  row(
    `${flow} at a client without it`,
    `InvalidParameterException "${flow} flow not enabled for this client"`,
    'OB',
    async (world) => {
      const answer = await world.call('InitiateAuth', {
        AuthFlow: flow,
        AuthParameters: { USERNAME: 'x', PASSWORD: 'x', SRP_A: 'a1' },
      });
      expectRefused(answer, 'InvalidParameterException', `${flow} flow not enabled for this client`);
    },
    { client: { ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'] } },
  );
}

row(
  'AdminInitiateAuth ADMIN_USER_PASSWORD_AUTH',
  'tokens; without a signature MissingAuthenticationTokenException',
  'G23, INF',
  async (world) => {
    const { email } = await world.user();
    const input = {
      ClientId: world.clientId,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: email, PASSWORD },
    };
    expect((await world.adminOk('AdminInitiateAuth', input)).AuthenticationResult.TokenType).toBe('Bearer');
    const unsigned = await world.cognito.call('AdminInitiateAuth', { ...input, UserPoolId: world.poolId });
    expectRefused(unsigned, 'MissingAuthenticationTokenException');
  },
);

row(
  'Signing in before confirming',
  'UserNotConfirmedException after the right password, NotAuthorizedException after a wrong one',
  'TRY',
  async (world) => {
    const email = world.newEmail();
    await world.signUp(email);
    expectRefused(await world.signIn(email), 'UserNotConfirmedException', 'User is not confirmed.');
    expectRefused(await world.signIn(email, 'Wrong-Horse-9!'), 'NotAuthorizedException', INCORRECT);
  },
);

row('Signing in as a disabled user', 'NotAuthorizedException "User is disabled."', 'OB', async (world) => {
  const { email } = await world.user();
  await world.adminOk('AdminDisableUser', { Username: email });
  expectRefused(await world.signIn(email), 'NotAuthorizedException', 'User is disabled.');
  await world.adminOk('AdminEnableUser', { Username: email });
  expect((await world.signIn(email)).status).toBe(200);
});

row(
  'Signing in after AdminResetUserPassword',
  'PasswordResetRequiredException until the code sets a new one',
  'UI',
  async (world) => {
    const { email } = await world.user();
    await world.adminOk('AdminResetUserPassword', { Username: email });
    expectRefused(
      await world.signIn(email),
      'PasswordResetRequiredException',
      'Password reset required for the user',
    );
    await world.ok('ConfirmForgotPassword', {
      Username: email,
      ConfirmationCode: world.code(email),
      Password: 'Other-Horse-9!',
    });
    expect((await world.signIn(email, 'Other-Horse-9!')).status).toBe(200);
  },
);

row(
  'A temporary password',
  'NEW_PASSWORD_REQUIRED; answered, CONFIRMED with tokens',
  'MS, UI',
  async (world) => {
    const email = world.newEmail();
    await world.adminOk('AdminCreateUser', { Username: email, TemporaryPassword: PASSWORD });
    const { body } = await world.signIn(email);
    expect(body.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    expect(JSON.parse(body.ChallengeParameters.requiredAttributes)).toEqual([]);
    expect(JSON.parse(body.ChallengeParameters.userAttributes)).toEqual({ email });
    expect(Object.keys(body.ChallengeParameters).sort()).toEqual(['requiredAttributes', 'userAttributes']);
    const weak = await world.respond('NEW_PASSWORD_REQUIRED', body.Session, {
      USERNAME: email,
      NEW_PASSWORD: 'weak',
    });
    expectRefused(weak, 'InvalidPasswordException');
    const answer = { USERNAME: email, NEW_PASSWORD: 'Other-Horse-9!', 'userAttributes.name': 'Ada' };
    expect(
      (await world.respond('NEW_PASSWORD_REQUIRED', body.Session, answer)).body.AuthenticationResult
        .TokenType,
    ).toBe('Bearer');
    expect((await world.adminOk('AdminGetUser', { Username: email })).UserStatus).toBe('CONFIRMED');
  },
);

row('A temporary password after 7 days', 'NotAuthorizedException', 'G23', async (world) => {
  const email = world.newEmail();
  await world.adminOk('AdminCreateUser', { Username: email, TemporaryPassword: PASSWORD });
  await world.advance(7 * DAY);
  expectRefused(await world.signIn(email), 'NotAuthorizedException', /Temporary password has expired/);
});

row('Signing in by a username attribute that is not verified', 'works', 'G23', async (world) => {
  const { email } = await world.user({ email_verified: 'false' });
  expect((await world.signIn(email)).status).toBe(200);
});

row(
  'Signing in by an alias, unverified and verified',
  'refused; works',
  'G23',
  async (world) => {
    await world.adminOk('AdminCreateUser', {
      Username: 'ada',
      MessageAction: 'SUPPRESS',
      TemporaryPassword: PASSWORD,
      UserAttributes: [{ Name: 'email', Value: 'ada@alias.example' }],
    });
    await world.adminOk('AdminSetUserPassword', { Username: 'ada', Password: PASSWORD, Permanent: true });
    expectRefused(await world.signIn('ada@alias.example'), 'NotAuthorizedException');
    await world.adminOk('AdminUpdateUserAttributes', {
      Username: 'ada',
      UserAttributes: [{ Name: 'email_verified', Value: 'true' }],
    });
    expect((await world.signIn('ada@alias.example')).status).toBe(200);
  },
  { pool: { UsernameAttributes: undefined, AliasAttributes: ['email'] } },
);
