import { expect } from 'vitest';
import { area } from './row';
import { attributesOf, expectRefused, PASSWORD } from './world';

const { rows, row } = area('Administration of users');
export const adminRows = rows;

row(
  'AdminCreateUser',
  'FORCE_CHANGE_PASSWORD, enabled, invitation with a working password',
  'M',
  async (world) => {
    const email = world.newEmail();
    const { User } = await world.adminOk('AdminCreateUser', { Username: email });
    expect(User).toMatchObject({
      UserStatus: 'FORCE_CHANGE_PASSWORD',
      Enabled: true,
      UserCreateDate: expect.any(Number),
    });
    expect((await world.signIn(email, world.code(email))).body.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  },
);

row('AdminCreateUser SUPPRESS without a password', 'InvalidParameterException', 'MS', async (world) => {
  const answer = await world.admin('AdminCreateUser', {
    Username: world.newEmail(),
    MessageAction: 'SUPPRESS',
  });
  expectRefused(answer, 'InvalidParameterException', 'User is required to have a password');
});

row('AdminCreateUser again, in any letter case', 'UsernameExistsException', 'MS', async (world) => {
  const { email } = await world.user();
  expectRefused(
    await world.admin('AdminCreateUser', { Username: email.toUpperCase() }),
    'UsernameExistsException',
  );
});

row('AdminCreateUser RESEND', 'a new temporary password; the old one is void', 'M', async (world) => {
  const email = world.newEmail();
  await world.adminOk('AdminCreateUser', { Username: email });
  const first = world.code(email);
  await world.adminOk('AdminCreateUser', { Username: email, MessageAction: 'RESEND' });
  expectRefused(await world.signIn(email, first), 'NotAuthorizedException');
  expect((await world.signIn(email, world.code(email))).status).toBe(200);
});

row('AdminGetUser by e-mail address before confirmation', 'found', 'MS', async (world) => {
  const email = world.newEmail();
  const { body } = await world.signUp(email);
  expect(await world.adminOk('AdminGetUser', { Username: email })).toMatchObject({
    Username: body.UserSub,
    UserStatus: 'UNCONFIRMED',
  });
});

row(
  'Administrators’ operations on nobody',
  'UserNotFoundException "User does not exist."',
  'OB',
  async (world) => {
    for (const operation of [
      'AdminGetUser',
      'AdminDeleteUser',
      'AdminDisableUser',
      'AdminEnableUser',
      'AdminConfirmSignUp',
      'AdminResetUserPassword',
    ]) {
      expectRefused(
        await world.admin(operation, { Username: 'nobody@example.com' }),
        'UserNotFoundException',
        'User does not exist.',
      );
    }
  },
);

row('Administrators’ operations on an unknown pool', 'ResourceNotFoundException', 'OB', async (world) => {
  const answer = await world.cognito.admin('AdminGetUser', { UserPoolId: 'us-east-1_nosuch', Username: 'x' });
  expectRefused(answer, 'ResourceNotFoundException', 'User pool us-east-1_nosuch does not exist.');
});

row('AdminDisableUser of an unconfirmed user', 'disabled, status still UNCONFIRMED', 'MS', async (world) => {
  const email = world.newEmail();
  await world.signUp(email);
  await world.adminOk('AdminDisableUser', { Username: email });
  expect(await world.adminOk('AdminGetUser', { Username: email })).toMatchObject({
    Enabled: false,
    UserStatus: 'UNCONFIRMED',
  });
});

row('AdminDisableUser with tokens out', 'GetUser refused', 'M', async (world) => {
  const { email } = await world.user();
  const { AccessToken } = await world.tokens(email);
  await world.adminOk('AdminDisableUser', { Username: email });
  expectRefused(await world.withToken('GetUser', { AccessToken }), 'NotAuthorizedException');
});

row(
  'AdminConfirmSignUp',
  'CONFIRMED; the e-mail address stays unverified; twice: NotAuthorizedException',
  'M',
  async (world) => {
    const email = world.newEmail();
    await world.signUp(email);
    await world.adminOk('AdminConfirmSignUp', { Username: email });
    const user = await world.adminOk('AdminGetUser', { Username: email });
    expect(user.UserStatus).toBe('CONFIRMED');
    expect(attributesOf(user.UserAttributes).email_verified).toBeUndefined();
    expectRefused(await world.admin('AdminConfirmSignUp', { Username: email }), 'NotAuthorizedException');
  },
);

row('AdminSetUserPassword, permanent and not', 'CONFIRMED; FORCE_CHANGE_PASSWORD', 'M', async (world) => {
  const { email } = await world.user();
  await world.adminOk('AdminSetUserPassword', {
    Username: email,
    Password: 'Other-Horse-9!',
    Permanent: false,
  });
  expect((await world.signIn(email, 'Other-Horse-9!')).body.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  await world.adminOk('AdminSetUserPassword', { Username: email, Password: PASSWORD, Permanent: true });
  expect((await world.signIn(email)).body).toHaveProperty('AuthenticationResult');
  expectRefused(
    await world.admin('AdminSetUserPassword', { Username: email, Password: 'weak' }),
    'InvalidPasswordException',
  );
});

row(
  'AdminUpdateUserAttributes of the e-mail address',
  'unverified, unless the request says otherwise',
  'M',
  async (world) => {
    const { email } = await world.user();
    const [second, third] = [world.newEmail(), world.newEmail()];
    const update = (UserAttributes: object[]) =>
      world.adminOk('AdminUpdateUserAttributes', { Username: email, UserAttributes });
    const read = async (Username: string) =>
      attributesOf((await world.adminOk('AdminGetUser', { Username })).UserAttributes);
    await update([{ Name: 'email', Value: second }]);
    expect(await read(second)).toMatchObject({ email: second, email_verified: 'false' });
    const more = [
      { Name: 'email_verified', Value: 'true' },
      { Name: 'email', Value: third },
    ];
    await world.adminOk('AdminUpdateUserAttributes', { Username: second, UserAttributes: more });
    expect(await read(third)).toMatchObject({ email: third, email_verified: 'true' });
  },
);

row('AdminDeleteUser', '`{}`, then UserNotFoundException', 'M', async (world) => {
  const { email } = await world.user();
  expect(await world.adminOk('AdminDeleteUser', { Username: email })).toEqual({});
  expectRefused(await world.admin('AdminGetUser', { Username: email }), 'UserNotFoundException');
});
