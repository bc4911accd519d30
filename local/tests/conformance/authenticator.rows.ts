import { generateSync } from 'otplib';
import { expect } from 'vitest';
import { area } from './row';
import { expectRefused, MINUTE, SECOND, type TestUser, type World } from './world';

const OPTIONAL = { MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } };

const { rows, row } = area('Authenticators', { mfa: OPTIONAL });
export const authenticatorRows = rows;

const codeFor = (world: World, secret: string) =>
  generateSync({ secret, epoch: Math.floor(world.now() / 1000) });
const nextStep = (world: World) => world.advance(30 * SECOND);

/** Someone who has set up an authenticator and switched it on. @returns its secret */
async function withAuthenticator(world: World, { email }: TestUser, preferred = true): Promise<string> {
  const { AccessToken } = await world.tokens(email);
  const { SecretCode } = await world.ok('AssociateSoftwareToken', { AccessToken });
  await world.ok('VerifySoftwareToken', { AccessToken, UserCode: codeFor(world, SecretCode) });
  await world.ok('SetUserMFAPreference', {
    AccessToken,
    SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: preferred },
  });
  return SecretCode;
}

row('AssociateSoftwareToken', 'a secret of 52 base32 characters', 'M', async (world) => {
  const { email } = await world.user();
  const { AccessToken } = await world.tokens(email);
  expect((await world.ok('AssociateSoftwareToken', { AccessToken })).SecretCode).toMatch(/^[A-Z2-7]{52}$/);
});

row(
  'AssociateSoftwareToken where the pool has it off',
  'SoftwareTokenMFANotFoundException',
  'G23',
  async (world) => {
    const { email } = await world.user();
    const { AccessToken } = await world.tokens(email);
    expectRefused(
      await world.withToken('AssociateSoftwareToken', { AccessToken }),
      'SoftwareTokenMFANotFoundException',
    );
  },
  { mfa: { MfaConfiguration: 'OFF' } },
);

row(
  'VerifySoftwareToken with a wrong code',
  'EnableSoftwareTokenMFAException "Code mismatch"',
  'OB, UI',
  async (world) => {
    const { email } = await world.user();
    const { AccessToken } = await world.tokens(email);
    const { SecretCode } = await world.ok('AssociateSoftwareToken', { AccessToken });
    const right = codeFor(world, SecretCode);
    const UserCode = right === '000000' ? '000001' : '000000';
    expectRefused(
      await world.withToken('VerifySoftwareToken', { AccessToken, UserCode }),
      'EnableSoftwareTokenMFAException',
      'Code mismatch',
    );
  },
);

row('SetUserMFAPreference without a verified token', 'InvalidParameterException', 'FL', async (world) => {
  const { email } = await world.user();
  const { AccessToken } = await world.tokens(email);
  const answer = await world.withToken('SetUserMFAPreference', {
    AccessToken,
    SoftwareTokenMfaSettings: { Enabled: true },
  });
  expectRefused(answer, 'InvalidParameterException');
});

row('GetUser before and after switching TOTP on', 'MFA members absent; then present', 'MV', async (world) => {
  const user = await world.user();
  const { AccessToken } = await world.tokens(user.email);
  const before = await world.ok('GetUser', { AccessToken });
  expect(before).not.toHaveProperty('UserMFASettingList');
  expect(before).not.toHaveProperty('PreferredMfaSetting');
  await withAuthenticator(world, user);
  expect(await world.ok('GetUser', { AccessToken })).toMatchObject({
    UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
    PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA',
  });
});

row(
  'Sign-in with TOTP switched on',
  'SOFTWARE_TOKEN_MFA with a Session; the code completes it',
  'MV',
  async (world) => {
    const user = await world.user();
    const secret = await withAuthenticator(world, user);
    const { body } = await world.signIn(user.email);
    expect(body).toMatchObject({ ChallengeName: 'SOFTWARE_TOKEN_MFA', Session: expect.any(String) });
    await nextStep(world);
    const answer = { USERNAME: user.email, SOFTWARE_TOKEN_MFA_CODE: codeFor(world, secret) };
    expect(
      (await world.respond('SOFTWARE_TOKEN_MFA', body.Session, answer)).body.AuthenticationResult.TokenType,
    ).toBe('Bearer');
  },
);

row('A wrong TOTP code', 'CodeMismatchException; the session survives it', 'OB', async (world) => {
  const user = await world.user();
  const secret = await withAuthenticator(world, user);
  const { body } = await world.signIn(user.email);
  await nextStep(world);
  const right = codeFor(world, secret);
  const respond = (code: string) =>
    world.respond('SOFTWARE_TOKEN_MFA', body.Session, {
      USERNAME: user.email,
      SOFTWARE_TOKEN_MFA_CODE: code,
    });
  expectRefused(
    await respond(right === '000000' ? '000001' : '000000'),
    'CodeMismatchException',
    'Invalid code received for user',
  );
  expect((await respond(right)).status).toBe(200);
  expectRefused(await respond(right), 'NotAuthorizedException');
});

row('A TOTP code used before, by VerifySoftwareToken', 'ExpiredCodeException', 'MV, OB', async (world) => {
  const user = await world.user();
  const secret = await withAuthenticator(world, user);
  const { body } = await world.signIn(user.email);
  const answer = { USERNAME: user.email, SOFTWARE_TOKEN_MFA_CODE: codeFor(world, secret) };
  expectRefused(
    await world.respond('SOFTWARE_TOKEN_MFA', body.Session, answer),
    'ExpiredCodeException',
    'Your software token has already been used once.',
  );
});

row('A TOTP code one step late, and three', 'accepted; CodeMismatchException', 'G23', async (world) => {
  const user = await world.user();
  const secret = await withAuthenticator(world, user);
  // Far from the machine's time, whose codes are good as well.
  await world.advance(10 * MINUTE);
  const respond = async (code: string) => {
    const { body } = await world.signIn(user.email);
    return world.respond('SOFTWARE_TOKEN_MFA', body.Session, {
      USERNAME: user.email,
      SOFTWARE_TOKEN_MFA_CODE: code,
    });
  };
  const late = codeFor(world, secret);
  await world.advance(90 * SECOND);
  expectRefused(await respond(late), 'CodeMismatchException');
  const good = codeFor(world, secret);
  await world.advance(30 * SECOND);
  expect((await respond(good)).status).toBe(200);
});
