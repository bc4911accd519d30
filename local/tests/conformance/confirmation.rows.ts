import { expect } from 'vitest';
import { area } from './row';
import { wrong } from './steps';
import { attributesOf, DAY, expectRefused, HOUR } from './world';

const { rows, row } = area('Confirmation');
export const confirmationRows = rows;

row(
  'ConfirmSignUp with the code',
  'CONFIRMED; email_verified "true"; a Session where the client allows USER_AUTH, else `{}`',
  'AMP, UI',
  async (world) => {
    const passwordsOnly = await world.client({ ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] });
    for (const [client, answer] of [
      [{}, { Session: expect.any(String) }],
      [{ ClientId: passwordsOnly.ClientId }, {}],
    ]) {
      const email = world.newEmail();
      await world.signUp(email);
      const confirm = { Username: email, ConfirmationCode: world.code(email), ...client };
      expect(await world.ok('ConfirmSignUp', confirm)).toEqual(answer);
      const user = await world.adminOk('AdminGetUser', { Username: email });
      expect(user.UserStatus).toBe('CONFIRMED');
      expect(attributesOf(user.UserAttributes).email_verified).toBe('true');
    }
  },
);

row(
  'ConfirmSignUp with a wrong code',
  'CodeMismatchException; the right one still works',
  'UI, OB',
  async (world) => {
    const email = world.newEmail();
    await world.signUp(email);
    const code = world.code(email);
    expectRefused(
      await world.call('ConfirmSignUp', { Username: email, ConfirmationCode: wrong(code) }),
      'CodeMismatchException',
      'Invalid verification code provided, please try again.',
    );
    await world.ok('ConfirmSignUp', { Username: email, ConfirmationCode: code });
  },
);

row('ConfirmSignUp after 24 hours', 'ExpiredCodeException', 'OB, G23', async (world) => {
  const email = world.newEmail();
  await world.signUp(email);
  await world.advance(DAY + 1);
  expectRefused(
    await world.call('ConfirmSignUp', { Username: email, ConfirmationCode: world.code(email) }),
    'ExpiredCodeException',
    'Invalid code provided, please request a code again.',
  );
});

row('ConfirmSignUp of a confirmed user', 'NotAuthorizedException with the status', 'OB', async (world) => {
  const { email } = await world.user();
  expectRefused(
    await world.call('ConfirmSignUp', { Username: email, ConfirmationCode: '123456' }),
    'NotAuthorizedException',
    'User cannot be confirmed. Current status is CONFIRMED',
  );
});

row(
  'ConfirmSignUp wrongly 16 times in an hour',
  'LimitExceededException, forgiven after the hour',
  'G23',
  async (world) => {
    const email = world.newEmail();
    await world.signUp(email);
    const code = world.code(email);
    const attempt = () => world.call('ConfirmSignUp', { Username: email, ConfirmationCode: wrong(code) });
    for (let i = 0; i < 15; i++) expectRefused(await attempt(), 'CodeMismatchException');
    expectRefused(
      await attempt(),
      'LimitExceededException',
      'Attempt limit exceeded, please try after some time.',
    );
    await world.advance(HOUR);
    await world.ok('ConfirmSignUp', { Username: email, ConfirmationCode: code });
  },
);

row(
  'ConfirmSignUp of an alias that another has verified',
  'AliasExistsException; with ForceAliasCreation it moves',
  'G23',
  async (world) => {
    const email = world.newEmail();
    const sign = (Username: string) =>
      world.signUp(Username, { UserAttributes: [{ Name: 'email', Value: email }] });
    await sign('first');
    await world.ok('ConfirmSignUp', { Username: 'first', ConfirmationCode: world.code(email) });
    await sign('second');
    const confirm = { Username: 'second', ConfirmationCode: world.code(email) };
    expectRefused(
      await world.call('ConfirmSignUp', confirm),
      'AliasExistsException',
      'An account with the email already exists.',
    );
    await world.ok('ConfirmSignUp', { ...confirm, ForceAliasCreation: true });
    expect((await world.adminOk('AdminGetUser', { Username: email })).Username).toBe('second');
  },
  { pool: { UsernameAttributes: undefined, AliasAttributes: ['email'] } },
);

row('ResendConfirmationCode', 'code delivery; the code before it is void', 'UI', async (world) => {
  const email = world.newEmail();
  await world.signUp(email);
  const first = world.code(email);
  const { CodeDeliveryDetails } = await world.ok('ResendConfirmationCode', { Username: email });
  expect(CodeDeliveryDetails.Destination).toBe('p***@e***');
  const second = world.code(email);
  if (second !== first) {
    expectRefused(
      await world.call('ConfirmSignUp', { Username: email, ConfirmationCode: first }),
      'CodeMismatchException',
    );
  }
  await world.ok('ConfirmSignUp', { Username: email, ConfirmationCode: second });
});

row('ResendConfirmationCode for a confirmed user', 'InvalidParameterException', 'OB', async (world) => {
  const { email } = await world.user();
  expectRefused(
    await world.call('ResendConfirmationCode', { Username: email }),
    'InvalidParameterException',
    'User is already confirmed.',
  );
});

row(
  'ResendConfirmationCode for nobody, existence hidden',
  'simulated delivery; no mail',
  'G23',
  async (world) => {
    const email = world.newEmail();
    const { CodeDeliveryDetails } = await world.ok('ResendConfirmationCode', { Username: email });
    expect(CodeDeliveryDetails).toEqual({
      AttributeName: 'email',
      DeliveryMedium: 'EMAIL',
      Destination: 'p***@e***',
    });
    expect(world.code(email)).toBe('none was sent');
  },
);

row(
  'ResendConfirmationCode for nobody, LEGACY',
  'UserNotFoundException',
  'G23',
  async (world) => {
    expectRefused(
      await world.call('ResendConfirmationCode', { Username: world.newEmail() }),
      'UserNotFoundException',
    );
  },
  { client: { PreventUserExistenceErrors: 'LEGACY' } },
);

row('ResendConfirmationCode six times in an hour', 'LimitExceededException', 'OB', async (world) => {
  const email = world.newEmail();
  await world.signUp(email);
  for (let i = 0; i < 5; i++) await world.ok('ResendConfirmationCode', { Username: email });
  expectRefused(await world.call('ResendConfirmationCode', { Username: email }), 'LimitExceededException');
});

row(
  'USER_AUTH with the session of sign-up and confirmation',
  'signed in without the password',
  'AMP',
  async (world) => {
    const email = world.newEmail();
    const { body } = await world.signUp(email);
    const confirmed = await world.ok('ConfirmSignUp', {
      Username: email,
      ConfirmationCode: world.code(email),
      Session: body.Session,
    });
    const signIn = { AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME: email }, Session: confirmed.Session };
    const { AuthenticationResult } = await world.ok('InitiateAuth', signIn);
    expect(AuthenticationResult.TokenType).toBe('Bearer');
    expectRefused(await world.call('InitiateAuth', signIn), 'NotAuthorizedException');
  },
);
