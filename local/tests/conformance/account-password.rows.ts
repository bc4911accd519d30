import { expect } from 'vitest';
import { area } from './row';
import { wrong } from './steps';
import { expectRefused, HOUR, PASSWORD } from './world';

const { rows, row } = area('Forgotten and changed passwords');
export const accountPasswordRows = rows;

const NEW = 'Other-Horse-9!';
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
