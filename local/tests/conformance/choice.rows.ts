import { expect } from 'vitest';
import { area } from './row';
import { INCORRECT, PASSWORDLESS, startOtp } from './steps';
import { expectRefused, HOUR, MINUTE, PASSWORD } from './world';

const { rows, row } = area('Choice of a first factor');
export const choiceRows = rows;

row(
  'USER_AUTH without a preference, user with a password',
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
  'An EMAIL_OTP code where AuthSessionValidity is 15 minutes',
  'good for as long as the session',
  'M',
  async (world) => {
    const { email } = await world.user();
    const { body } = await startOtp(world, email);
    await world.advance(14 * MINUTE);
    const answer = { USERNAME: email, EMAIL_OTP_CODE: world.code(email) };
    expect((await world.respond('EMAIL_OTP', body.Session, answer)).status).toBe(200);
  },
  { ...PASSWORDLESS, client: { AuthSessionValidity: 15 } },
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
  'A session of one user answered as another',
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

row('A session that never was', 'NotAuthorizedException', 'OB', async (world) => {
  const { email } = await world.user();
  const answer = await world.respond('SOFTWARE_TOKEN_MFA', 'x'.repeat(64), {
    USERNAME: email,
    SOFTWARE_TOKEN_MFA_CODE: '123456',
  });
  expectRefused(answer, 'NotAuthorizedException', 'Invalid session for the user, session is expired.');
  await world.advance(HOUR);
});
