import { expect } from 'vitest';
import { area } from './row';
import { attributesOf, expectRefused } from './world';

const { rows, row } = area('Sign-up');
export const signUpRows = rows;

row(
  'SignUp with an e-mail address',
  'unconfirmed; UserSub is a UUID; code delivery masked `p***@e***`',
  'MV, UI',
  async (world) => {
    const { status, body } = await world.signUp(world.newEmail());
    expect(status).toBe(200);
    expect(body.UserConfirmed).toBe(false);
    expect(body.UserSub).toMatch(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
    expect(body.CodeDeliveryDetails).toEqual({
      AttributeName: 'email',
      DeliveryMedium: 'EMAIL',
      Destination: 'p***@e***',
    });
  },
);

row(
  'SignUp where nothing is verified by the pool',
  'no CodeDeliveryDetails',
  'MV',
  async (world) => {
    expect((await world.signUp(world.newEmail())).body).not.toHaveProperty('CodeDeliveryDetails');
  },
  { pool: { AutoVerifiedAttributes: [] } },
);

row('The username of a pool with username attributes', 'a UUID equal to `sub`', 'MV', async (world) => {
  const email = world.newEmail();
  const { body } = await world.signUp(email);
  const user = await world.adminOk('AdminGetUser', { Username: email });
  expect(user.Username).toBe(body.UserSub);
  expect(attributesOf(user.UserAttributes)).toMatchObject({ sub: body.UserSub, email });
});

row('SignUp again with an unconfirmed address', 'UsernameExistsException', 'MS, G23', async (world) => {
  const email = world.newEmail();
  await world.signUp(email);
  expectRefused(await world.signUp(email), 'UsernameExistsException', 'User already exists');
});

row('SignUp again in other letter case', 'UsernameExistsException', 'MS', async (world) => {
  const { email } = await world.user();
  expectRefused(await world.signUp(email.toUpperCase()), 'UsernameExistsException');
});

row(
  'SignUp again in other letter case, case-sensitive pool',
  'a second user',
  'G23',
  async (world) => {
    const email = world.newEmail();
    await world.signUp(email);
    expect((await world.signUp(email.toUpperCase())).status).toBe(200);
  },
  { pool: { UsernameConfiguration: { CaseSensitive: true } } },
);

for (const [password, reason] of [
  ['Aa1!', 'Password not long enough'],
  ['lower-case-1', 'Password must have uppercase characters'],
  ['UPPER-CASE-1', 'Password must have lowercase characters'],
  ['No-Digits-Here', 'Password must have numeric characters'],
  ['NoSymbols123', 'Password must have symbol characters'],
]) {
  row(
    `SignUp with the password ${password}`,
    `InvalidPasswordException "… ${reason}"`,
    'OB',
    async (world) => {
      const answer = await world.signUp(world.newEmail(), { Password: password });
      expectRefused(answer, 'InvalidPasswordException', `Password did not conform with policy: ${reason}`);
    },
  );
}

row('SignUp with a password with a space', 'InvalidParameterException on `password`', 'M', async (world) => {
  const answer = await world.signUp(world.newEmail(), { Password: 'Correct Horse-9!' });
  expectRefused(
    answer,
    'InvalidParameterException',
    /^1 validation error detected: Value .* at 'password' failed/,
  );
});

row('SignUp without a password', 'InvalidParameterException', 'M', async (world) => {
  expectRefused(
    await world.signUp(world.newEmail(), { Password: undefined }),
    'InvalidParameterException',
    'User is required to have a password',
  );
});

row(
  'SignUp without a password where codes by e-mail are a way in',
  'unconfirmed; signed in by a code once confirmed',
  'M, AMP',
  async (world) => {
    const email = world.newEmail();
    expect((await world.signUp(email, { Password: undefined })).status).toBe(200);
    const { Session } = await world.ok('ConfirmSignUp', {
      Username: email,
      ConfirmationCode: world.code(email),
    });
    const signIn = { AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME: email } };
    expect(await world.ok('InitiateAuth', { ...signIn, Session })).toHaveProperty('AuthenticationResult');
    const factors = { ChallengeName: 'SELECT_CHALLENGE', AvailableChallenges: ['EMAIL_OTP'] };
    expect(await world.ok('InitiateAuth', signIn)).toMatchObject(factors);
  },
  { pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } } },
);

row(
  'SignUp with what is no e-mail address',
  'InvalidParameterException "Username should be an email."',
  'OB',
  async (world) => {
    const answer = await world.signUp('somebody', { UserAttributes: [] });
    expectRefused(answer, 'InvalidParameterException', 'Username should be an email.');
  },
);

row(
  'SignUp without a required attribute',
  'InvalidParameterException naming it',
  'UI',
  async (world) => {
    expectRefused(
      await world.signUp(world.newEmail()),
      'InvalidParameterException',
      'Attributes did not conform to the schema: name: The attribute is required\n',
    );
  },
  { pool: { Schema: [{ Name: 'name', Required: true }] } },
);

row('SignUp with an attribute that the pool lacks', 'InvalidParameterException', 'OB', async (world) => {
  const answer = await world.signUp(world.newEmail(), {
    UserAttributes: [{ Name: 'custom:team', Value: 'x' }],
  });
  expectRefused(answer, 'InvalidParameterException', /schema/);
});

row(
  'SignUp with a custom attribute within its limits, and beyond',
  'kept; InvalidParameterException',
  'M',
  async (world) => {
    const email = world.newEmail();
    const team = (Value: string) => ({ UserAttributes: [{ Name: 'custom:team', Value }] });
    expect((await world.signUp(email, team('blue'))).status).toBe(200);
    const user = await world.adminOk('AdminGetUser', { Username: email });
    expect(attributesOf(user.UserAttributes)['custom:team']).toBe('blue');
    expectRefused(
      await world.signUp(world.newEmail(), team('ultramarine')),
      'InvalidParameterException',
      /schema/,
    );
  },
  { pool: { Schema: [{ Name: 'team', StringAttributeConstraints: { MaxLength: '6' } }] } },
);

row(
  'SignUp claiming email_verified',
  'NotAuthorizedException: not for a client to write',
  'OB',
  async (world) => {
    const answer = await world.signUp(world.newEmail(), {
      UserAttributes: [{ Name: 'email_verified', Value: 'true' }],
    });
    expectRefused(answer, 'NotAuthorizedException', 'A client attempted to write unauthorized attribute');
  },
);

row(
  'SignUp where only administrators create users',
  'NotAuthorizedException',
  'INF',
  async (world) => {
    const answer = await world.signUp(world.newEmail());
    expectRefused(answer, 'NotAuthorizedException', 'SignUp is not permitted for this user pool');
  },
  { pool: { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } } },
);

row('SignUp at an unknown client', 'ResourceNotFoundException', 'OB', async (world) => {
  const answer = await world.signUp(world.newEmail(), { ClientId: 'nosuchclient0000000000000a' });
  expectRefused(
    answer,
    'ResourceNotFoundException',
    'User pool client nosuchclient0000000000000a does not exist.',
  );
});
