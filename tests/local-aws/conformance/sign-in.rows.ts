import { createHmac } from 'node:crypto';
import { expect } from 'vitest';
import { signInBySrp } from '../support/amplify-srp';
import type { Answer } from '../support/cognito';
import { area } from './row';
import { DAY, expectRefused, HOUR, MINUTE, PASSWORD, SECOND, type World } from './world';

const { rows, row } = area('Sign-in');
export const signInRows = rows;

const LEGACY = { client: { PreventUserExistenceErrors: 'LEGACY' } };
const INCORRECT = 'Incorrect username or password.';

const startSrp = (world: World, username: string, srpA = 'abcdef0123456789') =>
  world.call('InitiateAuth', {
    AuthFlow: 'USER_SRP_AUTH',
    AuthParameters: { USERNAME: username, SRP_A: srpA },
  });

const srp = (
  world: World,
  username: string,
  more: { password?: string; tamper?: Record<string, string> } = {},
) =>
  signInBySrp(world.cognito, {
    poolId: world.poolId,
    clientId: world.clientId,
    username,
    password: PASSWORD,
    ...more,
  });

row(
  'USER_SRP_AUTH, first answer',
  'PASSWORD_VERIFIER with SALT, SRP_B, SECRET_BLOCK, USERNAME = USER_ID_FOR_SRP = sub; no Session',
  'MV, AMP',
  async (world) => {
    const { sub, email } = await world.user();
    const { body } = await startSrp(world, email);
    expect(body).toEqual({
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeParameters: {
        SALT: expect.stringMatching(/^[0-9a-f]+$/),
        SRP_B: expect.stringMatching(/^[0-9a-f]{700,768}$/),
        SECRET_BLOCK: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/),
        USERNAME: sub,
        USER_ID_FOR_SRP: sub,
      },
    });
  },
);

row(
  'USER_SRP_AUTH by Amplify’s code',
  'tokens, `ChallengeParameters: {}`, no NewDeviceMetadata',
  'MV, AMP',
  async (world) => {
    const { email } = await world.user();
    const { body } = await srp(world, email.toUpperCase());
    expect(body.ChallengeParameters).toEqual({});
    expect(Object.keys(body.AuthenticationResult).sort()).toEqual([
      'AccessToken',
      'ExpiresIn',
      'IdToken',
      'RefreshToken',
      'TokenType',
    ]);
    expect(body.AuthenticationResult).toMatchObject({ ExpiresIn: 3600, TokenType: 'Bearer' });
  },
);

row('USER_SRP_AUTH with a wrong password', 'NotAuthorizedException at the verifier', 'OB', async (world) => {
  const { email } = await world.user();
  expectRefused(await srp(world, email, { password: 'Wrong-Horse-9!' }), 'NotAuthorizedException', INCORRECT);
});

row(
  'USER_SRP_AUTH for nobody, existence hidden',
  'the same UUID and salt every time; refused at the verifier',
  'G23, MS',
  async (world) => {
    const email = world.newEmail();
    const parameters = async () => (await startSrp(world, email)).body.ChallengeParameters;
    const [first, second] = [await parameters(), await parameters()];
    expect([second.SALT, second.USER_ID_FOR_SRP]).toEqual([first.SALT, first.USER_ID_FOR_SRP]);
    expect(first.USER_ID_FOR_SRP).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expectRefused(await srp(world, email), 'NotAuthorizedException', INCORRECT);
  },
);

row(
  'USER_SRP_AUTH for nobody, LEGACY',
  'UserNotFoundException',
  'G23',
  async (world) => {
    expectRefused(await startSrp(world, world.newEmail()), 'UserNotFoundException', 'User does not exist.');
  },
  LEGACY,
);

row('A SECRET_BLOCK used a second time', 'NotAuthorizedException', 'INF', async (world) => {
  const { email } = await world.user();
  let sent: object = {};
  const spying = Object.assign(Object.create(world.cognito), {
    call(operation: string, input: object): Promise<Answer> {
      sent = input;
      return world.cognito.call(operation, input);
    },
  });
  const signIn = { poolId: world.poolId, clientId: world.clientId, username: email, password: PASSWORD };
  expect((await signInBySrp(spying, signIn)).status).toBe(200);
  expectRefused(await world.cognito.call('RespondToAuthChallenge', sent), 'NotAuthorizedException');
});

row('A SECRET_BLOCK at another client of the pool', 'NotAuthorizedException', 'INF', async (world) => {
  const { email, sub } = await world.user();
  const other = await world.client();
  const { body } = await startSrp(world, email);
  const answer = await world.cognito.call('RespondToAuthChallenge', {
    ClientId: other.ClientId,
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeResponses: {
      USERNAME: sub,
      PASSWORD_CLAIM_SECRET_BLOCK: body.ChallengeParameters.SECRET_BLOCK,
      PASSWORD_CLAIM_SIGNATURE: 'AAAA',
      TIMESTAMP: 'Fri Nov 6 09:05:03 UTC 2026',
    },
  });
  expectRefused(answer, 'NotAuthorizedException');
});

row('A TIMESTAMP years old, in another form, or empty', 'InvalidParameterException', 'INF', async (world) => {
  const { email } = await world.user();
  for (const TIMESTAMP of ['Fri Nov 6 09:05:03 UTC 2020', '2026-11-06T09:05:03Z', '']) {
    expectRefused(await srp(world, email, { tamper: { TIMESTAMP } }), 'InvalidParameterException');
  }
});

for (const srpA of ['0', 'not hexadecimal', '']) {
  row(
    `SRP_A ${srpA === '' ? 'left empty' : `= ${srpA}`}`,
    'InvalidParameterException',
    'INF',
    async (world) => {
      const { email } = await world.user();
      expectRefused(await startSrp(world, email, srpA), 'InvalidParameterException');
    },
  );
}

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

row(
  'USER_AUTH without a preference, person with a password',
  'SELECT_CHALLENGE, `["PASSWORD_SRP","PASSWORD"]`, Session',
  'MS',
  async (world) => {
    const { email } = await world.user();
    const { body } = await world.call('InitiateAuth', {
      AuthFlow: 'USER_AUTH',
      AuthParameters: { USERNAME: email },
    });
    expect(body.ChallengeName).toBe('SELECT_CHALLENGE');
    expect(body.AvailableChallenges).toEqual(['PASSWORD_SRP', 'PASSWORD']);
    expect(body.Session.length).toBeGreaterThanOrEqual(20);
  },
  { pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } } } },
);

row(
  'SELECT_CHALLENGE answered with PASSWORD in the same call',
  'tokens; the session is spent',
  'M',
  async (world) => {
    const { email } = await world.user();
    const { body } = await world.call('InitiateAuth', {
      AuthFlow: 'USER_AUTH',
      AuthParameters: { USERNAME: email },
    });
    const responses = { USERNAME: email, ANSWER: 'PASSWORD', PASSWORD };
    expect(
      (await world.respond('SELECT_CHALLENGE', body.Session, responses)).body.AuthenticationResult.TokenType,
    ).toBe('Bearer');
    expectRefused(
      await world.respond('SELECT_CHALLENGE', body.Session, responses),
      'NotAuthorizedException',
      'Invalid session for the user, session is expired.',
    );
  },
);

row(
  'SELECT_CHALLENGE answered with PASSWORD, then PASSWORD',
  'a fresh session in between; the old one is dead',
  'M',
  async (world) => {
    const { email } = await world.user();
    const { body } = await world.call('InitiateAuth', {
      AuthFlow: 'USER_AUTH',
      AuthParameters: { USERNAME: email },
    });
    const asked = await world.respond('SELECT_CHALLENGE', body.Session, {
      USERNAME: email,
      ANSWER: 'PASSWORD',
    });
    expect(asked.body.ChallengeName).toBe('PASSWORD');
    expect(asked.body.Session).not.toBe(body.Session);
    const answer = { USERNAME: email, PASSWORD };
    expectRefused(await world.respond('PASSWORD', body.Session, answer), 'NotAuthorizedException');
    expect(
      (await world.respond('PASSWORD', asked.body.Session, answer)).body.AuthenticationResult.TokenType,
    ).toBe('Bearer');
  },
);

row('USER_AUTH preferring PASSWORD_SRP with SRP_A', 'PASSWORD_VERIFIER at once', 'M', async (world) => {
  const { email } = await world.user();
  const AuthParameters = { USERNAME: email, PREFERRED_CHALLENGE: 'PASSWORD_SRP', SRP_A: 'a1b2c3' };
  expect(
    (await world.call('InitiateAuth', { AuthFlow: 'USER_AUTH', AuthParameters })).body.ChallengeName,
  ).toBe('PASSWORD_VERIFIER');
});

row(
  'USER_AUTH preferring PASSWORD',
  'tokens at once; wrong password NotAuthorizedException',
  'M',
  async (world) => {
    const { email } = await world.user();
    const start = (password: string) =>
      world.call('InitiateAuth', {
        AuthFlow: 'USER_AUTH',
        AuthParameters: { USERNAME: email, PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD: password },
      });
    expect((await start(PASSWORD)).body.AuthenticationResult.TokenType).toBe('Bearer');
    expectRefused(await start('Wrong-Horse-9!'), 'NotAuthorizedException', INCORRECT);
  },
);

const PASSWORDLESS = {
  pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } },
};
const startOtp = (world: World, email: string) =>
  world.call('InitiateAuth', {
    AuthFlow: 'USER_AUTH',
    AuthParameters: { USERNAME: email, PREFERRED_CHALLENGE: 'EMAIL_OTP' },
  });

row(
  'USER_AUTH preferring EMAIL_OTP',
  'code to the masked address; the code signs in, once',
  'M',
  async (world) => {
    const { email } = await world.user();
    const { body } = await startOtp(world, email);
    expect(body.ChallengeName).toBe('EMAIL_OTP');
    expect(body.ChallengeParameters).toEqual({
      CODE_DELIVERY_DELIVERY_MEDIUM: 'EMAIL',
      CODE_DELIVERY_DESTINATION: 'p***@e***',
    });
    const answer = { USERNAME: email, EMAIL_OTP_CODE: world.code(email) };
    expect((await world.respond('EMAIL_OTP', body.Session, answer)).body.AuthenticationResult.TokenType).toBe(
      'Bearer',
    );
    const again = (await startOtp(world, email)).body.Session;
    expectRefused(
      await world.respond('EMAIL_OTP', again, { ...answer, EMAIL_OTP_CODE: '00000000' }),
      'CodeMismatchException',
    );
  },
  PASSWORDLESS,
);

row(
  'An EMAIL_OTP session after AuthSessionValidity',
  'NotAuthorizedException',
  'M',
  async (world) => {
    const { email } = await world.user();
    const { body } = await startOtp(world, email);
    await world.advance(3 * MINUTE);
    const answer = await world.respond('EMAIL_OTP', body.Session, {
      USERNAME: email,
      EMAIL_OTP_CODE: world.code(email),
    });
    expectRefused(answer, 'NotAuthorizedException', 'Invalid session for the user, session is expired.');
  },
  PASSWORDLESS,
);

row(
  'A session of one person answered as another',
  'NotAuthorizedException "Invalid session for the user."',
  'OB',
  async (world) => {
    const [one, other] = [await world.user(), await world.user()];
    const { body } = await startOtp(world, one.email);
    const answer = await world.respond('EMAIL_OTP', body.Session, {
      USERNAME: other.email,
      EMAIL_OTP_CODE: world.code(one.email),
    });
    expectRefused(answer, 'NotAuthorizedException', 'Invalid session for the user.');
  },
  PASSWORDLESS,
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

row('A session that never was', 'NotAuthorizedException', 'OB', async (world) => {
  const { email } = await world.user();
  const answer = await world.respond('SOFTWARE_TOKEN_MFA', 'x'.repeat(64), {
    USERNAME: email,
    SOFTWARE_TOKEN_MFA_CODE: '123456',
  });
  expectRefused(answer, 'NotAuthorizedException', 'Invalid session for the user, session is expired.');
  await world.advance(HOUR);
});
