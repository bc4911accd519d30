import { expect } from 'vitest';
import { area } from './row';
import { attributesOf, expectRefused, HOUR, PASSWORD, type World } from './world';

const { rows, row } = area('Account');
export const accountRows = rows;

const KEEP = {
  pool: { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] } },
};
const NEW = 'Other-Horse-9!';
const wrong = (code: string) => (code === '000000' ? '000001' : '000000');

const attributes = async (world: World, AccessToken: string) =>
  attributesOf((await world.ok('GetUser', { AccessToken })).UserAttributes);

row('GetUser', 'Username = sub; attributes as strings, "true" included', 'MV', async (world) => {
  const { email, sub } = await world.user();
  const { AccessToken } = await world.tokens(email);
  const user = await world.ok('GetUser', { AccessToken });
  expect(user.Username).toBe(sub);
  expect(attributesOf(user.UserAttributes)).toEqual({ sub, email, email_verified: 'true' });
});

row(
  'ForgotPassword and ConfirmForgotPassword',
  'code by mail; the new password works, the old one does not; CONFIRMED',
  'G23',
  async (world) => {
    const { email } = await world.user();
    const { CodeDeliveryDetails } = await world.ok('ForgotPassword', { Username: email });
    expect(CodeDeliveryDetails).toEqual({
      AttributeName: 'email',
      DeliveryMedium: 'EMAIL',
      Destination: 'p***@e***',
    });
    const confirm = { Username: email, ConfirmationCode: world.code(email), Password: NEW };
    expect(await world.ok('ConfirmForgotPassword', confirm)).toEqual({});
    expect((await world.signIn(email, NEW)).status).toBe(200);
    expectRefused(await world.signIn(email), 'NotAuthorizedException');
  },
);

row(
  'ConfirmForgotPassword with a wrong code; with a weak password',
  'CodeMismatchException; InvalidPasswordException; the code still works',
  'G23',
  async (world) => {
    const { email } = await world.user();
    await world.ok('ForgotPassword', { Username: email });
    const code = world.code(email);
    const confirm = (ConfirmationCode: string, Password: string) =>
      world.call('ConfirmForgotPassword', { Username: email, ConfirmationCode, Password });
    expectRefused(await confirm(wrong(code), NEW), 'CodeMismatchException');
    expectRefused(await confirm(code, 'weak'), 'InvalidPasswordException');
    expect((await confirm(code, NEW)).status).toBe(200);
    expectRefused(await confirm(code, NEW), 'ExpiredCodeException');
  },
);

row(
  'ConfirmForgotPassword after an hour; without a request',
  'ExpiredCodeException',
  'G23',
  async (world) => {
    const { email } = await world.user();
    const confirm = (code: string) =>
      world.call('ConfirmForgotPassword', { Username: email, ConfirmationCode: code, Password: NEW });
    expectRefused(
      await confirm('123456'),
      'ExpiredCodeException',
      'Invalid code provided, please request a code again.',
    );
    await world.ok('ForgotPassword', { Username: email });
    await world.advance(HOUR);
    expectRefused(await confirm(world.code(email)), 'ExpiredCodeException');
  },
);

row(
  'ConfirmForgotPassword wrongly eleven times in an hour',
  'LimitExceededException',
  'G23, INF',
  async (world) => {
    const { email } = await world.user();
    await world.ok('ForgotPassword', { Username: email });
    const attempt = () =>
      world.call('ConfirmForgotPassword', {
        Username: email,
        ConfirmationCode: wrong(world.code(email)),
        Password: NEW,
      });
    for (let i = 0; i < 10; i++) expectRefused(await attempt(), 'CodeMismatchException');
    expectRefused(await attempt(), 'LimitExceededException');
  },
);

row(
  'ForgotPassword for nobody, existence hidden',
  'simulated delivery; confirming gives CodeMismatchException',
  'G23',
  async (world) => {
    const email = world.newEmail();
    expect((await world.ok('ForgotPassword', { Username: email })).CodeDeliveryDetails.Destination).toBe(
      'p***@e***',
    );
    expect(world.code(email)).toBe('none was sent');
    const answer = await world.call('ConfirmForgotPassword', {
      Username: email,
      ConfirmationCode: '123456',
      Password: NEW,
    });
    expectRefused(answer, 'CodeMismatchException');
  },
);

row(
  'ForgotPassword for nobody, LEGACY',
  'UserNotFoundException "Username/client id combination not found."',
  'OB',
  async (world) => {
    const answer = await world.call('ForgotPassword', { Username: world.newEmail() });
    expectRefused(answer, 'UserNotFoundException', 'Username/client id combination not found.');
  },
  { client: { PreventUserExistenceErrors: 'LEGACY' } },
);

row(
  'ForgotPassword without a verified contact, LEGACY',
  'InvalidParameterException',
  'OB',
  async (world) => {
    const { email } = await world.user({ email_verified: 'false' });
    const answer = await world.call('ForgotPassword', { Username: email });
    expectRefused(
      answer,
      'InvalidParameterException',
      'Cannot reset password for the user as there is no registered/verified email or phone_number',
    );
  },
  { client: { PreventUserExistenceErrors: 'LEGACY' } },
);

row(
  'ForgotPassword without a verified contact, existence hidden',
  'simulated delivery',
  'G23',
  async (world) => {
    const { email } = await world.user({ email_verified: 'false' });
    expect((await world.ok('ForgotPassword', { Username: email })).CodeDeliveryDetails.DeliveryMedium).toBe(
      'EMAIL',
    );
    expect(world.code(email)).toBe('none was sent');
  },
);

row('ForgotPassword while a temporary password waits', 'NotAuthorizedException', 'OB', async (world) => {
  const email = world.newEmail();
  await world.adminOk('AdminCreateUser', { Username: email, TemporaryPassword: PASSWORD });
  expectRefused(
    await world.call('ForgotPassword', { Username: email }),
    'NotAuthorizedException',
    'User password cannot be reset in the current state.',
  );
});

row('ChangePassword', '`{}`; tokens stay valid', 'INF', async (world) => {
  const { email } = await world.user();
  const { AccessToken } = await world.tokens(email);
  expect(
    await world.ok('ChangePassword', { AccessToken, PreviousPassword: PASSWORD, ProposedPassword: NEW }),
  ).toEqual({});
  expect((await world.withToken('GetUser', { AccessToken })).status).toBe(200);
  expect((await world.signIn(email, NEW)).status).toBe(200);
});

row(
  'ChangePassword with a wrong previous one, six times',
  'NotAuthorizedException, then LimitExceededException',
  'OB',
  async (world) => {
    const { email } = await world.user();
    const { AccessToken } = await world.tokens(email);
    const attempt = () =>
      world.withToken('ChangePassword', { AccessToken, PreviousPassword: 'Wrong-1!', ProposedPassword: NEW });
    for (let i = 0; i < 5; i++)
      expectRefused(await attempt(), 'NotAuthorizedException', 'Incorrect username or password.');
    expectRefused(
      await attempt(),
      'LimitExceededException',
      'Attempt limit exceeded, please try after some time.',
    );
  },
);

row(
  'A new e-mail address, original kept',
  'the old one stays, and signs in, until the code comes back',
  'M',
  async (world) => {
    const { email } = await world.user();
    const next = world.newEmail();
    const { AccessToken } = await world.tokens(email);
    const change = { AccessToken, UserAttributes: [{ Name: 'email', Value: next }] };
    const { CodeDeliveryDetailsList } = await world.ok('UpdateUserAttributes', change);
    expect(CodeDeliveryDetailsList).toEqual([
      { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'p***@e***' },
    ]);
    expect(await attributes(world, AccessToken)).toMatchObject({ email, email_verified: 'true' });
    expectRefused(await world.signIn(next), 'NotAuthorizedException');
    await world.ok('VerifyUserAttribute', { AccessToken, AttributeName: 'email', Code: world.code(next) });
    expect(await attributes(world, AccessToken)).toMatchObject({ email: next, email_verified: 'true' });
    expect((await world.signIn(next)).status).toBe(200);
    expectRefused(await world.signIn(email), 'NotAuthorizedException');
  },
  KEEP,
);

row('A new e-mail address, original not kept', 'the new one at once, unverified', 'G23', async (world) => {
  const { email } = await world.user();
  const next = world.newEmail();
  const { AccessToken } = await world.tokens(email);
  await world.ok('UpdateUserAttributes', { AccessToken, UserAttributes: [{ Name: 'email', Value: next }] });
  expect(await attributes(world, AccessToken)).toMatchObject({ email: next, email_verified: 'false' });
});

row(
  'A new e-mail address that is another’s',
  'refused',
  'INF',
  async (world) => {
    const [one, other] = [await world.user(), await world.user()];
    const { AccessToken } = await world.tokens(one.email);
    const change = { AccessToken, UserAttributes: [{ Name: 'email', Value: other.email.toUpperCase() }] };
    expectRefused(await world.withToken('UpdateUserAttributes', change), 'UsernameExistsException');
  },
  KEEP,
);

row('UpdateUserAttributes of email_verified', 'NotAuthorizedException', 'OB', async (world) => {
  const { email } = await world.user();
  const { AccessToken } = await world.tokens(email);
  const change = { AccessToken, UserAttributes: [{ Name: 'email_verified', Value: 'true' }] };
  expectRefused(await world.withToken('UpdateUserAttributes', change), 'NotAuthorizedException');
});

row('UpdateUserAttributes with a blank value; DeleteUserAttributes', 'both delete', 'M', async (world) => {
  const { email } = await world.user({ name: 'Ada', locale: 'en' });
  const { AccessToken } = await world.tokens(email);
  await world.ok('UpdateUserAttributes', { AccessToken, UserAttributes: [{ Name: 'name', Value: '' }] });
  await world.ok('DeleteUserAttributes', { AccessToken, UserAttributeNames: ['locale'] });
  const left = await attributes(world, AccessToken);
  expect(Object.keys(left).sort()).toEqual(['email', 'email_verified', 'sub']);
});

row(
  'UpdateUserAttributes of an attribute that is not mutable',
  'InvalidParameterException',
  'M',
  async (world) => {
    const { email } = await world.user({ 'custom:tenant': 'one' });
    const { AccessToken } = await world.tokens(email);
    const change = { AccessToken, UserAttributes: [{ Name: 'custom:tenant', Value: 'two' }] };
    expectRefused(await world.withToken('UpdateUserAttributes', change), 'InvalidParameterException');
  },
  { pool: { Schema: [{ Name: 'tenant', Mutable: false }] } },
);

row(
  'UpdateUserAttributes beyond the client’s WriteAttributes',
  'NotAuthorizedException',
  'OB',
  async (world) => {
    const { email } = await world.user();
    const { AccessToken } = await world.tokens(email);
    const change = { AccessToken, UserAttributes: [{ Name: 'name', Value: 'Ada' }] };
    expectRefused(
      await world.withToken('UpdateUserAttributes', change),
      'NotAuthorizedException',
      'A client attempted to write unauthorized attribute',
    );
  },
  { client: { WriteAttributes: ['email'] } },
);

row(
  'GetUserAttributeVerificationCode',
  'code by mail, which VerifyUserAttribute takes',
  'M',
  async (world) => {
    const { email } = await world.user({ email_verified: 'false' });
    const { AccessToken } = await world.tokens(email);
    const { CodeDeliveryDetails } = await world.ok('GetUserAttributeVerificationCode', {
      AccessToken,
      AttributeName: 'email',
    });
    expect(CodeDeliveryDetails.AttributeName).toBe('email');
    const bad = await world.withToken('VerifyUserAttribute', {
      AccessToken,
      AttributeName: 'email',
      Code: wrong(world.code(email)),
    });
    expectRefused(bad, 'CodeMismatchException');
    await world.ok('VerifyUserAttribute', { AccessToken, AttributeName: 'email', Code: world.code(email) });
    expect((await attributes(world, AccessToken)).email_verified).toBe('true');
  },
);

row('DeleteUser', 'later calls: UserNotFoundException; the address is free again', 'INF', async (world) => {
  const { email } = await world.user();
  const { AccessToken, RefreshToken } = await world.tokens(email);
  expect(await world.ok('DeleteUser', { AccessToken })).toEqual({});
  expectRefused(
    await world.withToken('GetUser', { AccessToken }),
    'UserNotFoundException',
    'User does not exist.',
  );
  expectRefused(await world.refresh(RefreshToken), 'NotAuthorizedException');
  expect((await world.signUp(email)).status).toBe(200);
});
