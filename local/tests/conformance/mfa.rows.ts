import { generateSync } from 'otplib';
import { expect } from 'vitest';
import { area } from './row';
import { expectRefused, type TestUser, type World } from './world';

const OPTIONAL = { MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } };
const REQUIRED = { MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration: { Enabled: true } };

const { rows, row } = area('Second factor required or chosen', { mfa: OPTIONAL });
export const mfaRows = rows;

const codeFor = (world: World, secret: string) =>
  generateSync({ secret, epoch: Math.floor(world.now() / 1000) });

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

row('MFA optional, TOTP verified but not switched on', 'no challenge', 'MV', async (world) => {
  const { email } = await world.user();
  const { AccessToken } = await world.tokens(email);
  const { SecretCode } = await world.ok('AssociateSoftwareToken', { AccessToken });
  await world.ok('VerifySoftwareToken', { AccessToken, UserCode: codeFor(world, SecretCode) });
  expect((await world.signIn(email)).body).toHaveProperty('AuthenticationResult');
});

row(
  'MFA required, nothing set up',
  'MFA_SETUP; Associate, Verify and Respond each give the next session, then tokens; TOTP is preferred',
  'MV, M, FL',
  async (world) => {
    const { email } = await world.user();
    const { body } = await world.signIn(email);
    expect(body.ChallengeName).toBe('MFA_SETUP');
    expect(JSON.parse(body.ChallengeParameters.MFAS_CAN_SETUP)).toEqual(['SOFTWARE_TOKEN_MFA']);
    const early = await world.respond('MFA_SETUP', body.Session, { USERNAME: email });
    expectRefused(early, 'InvalidParameterException');
    const associated = await world.ok('AssociateSoftwareToken', { Session: body.Session });
    expect(associated.Session).not.toBe(body.Session);
    const verified = await world.ok('VerifySoftwareToken', {
      Session: associated.Session,
      UserCode: codeFor(world, associated.SecretCode),
    });
    expect(verified.Status).toBe('SUCCESS');
    const { AuthenticationResult } = (await world.respond('MFA_SETUP', verified.Session, { USERNAME: email }))
      .body;
    const user = await world.ok('GetUser', { AccessToken: AuthenticationResult.AccessToken });
    expect(user.PreferredMfaSetting).toBe('SOFTWARE_TOKEN_MFA');
  },
  { mfa: REQUIRED },
);

row(
  'MFA required, an e-mail address set up',
  'MFA_SETUP with EMAIL; EMAIL_OTP to that address, which is verified and preferred then',
  'AMP',
  async (world) => {
    const { email } = await world.user({ email_verified: 'false' });
    const { body } = await world.signIn(email);
    expect(JSON.parse(body.ChallengeParameters.MFAS_CAN_SETUP)).toEqual(['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP']);
    const wrong = { USERNAME: email, EMAIL: 'no address' };
    expectRefused(await world.respond('MFA_SETUP', body.Session, wrong), 'InvalidParameterException');
    const asked = await world.respond('MFA_SETUP', body.Session, { USERNAME: email, EMAIL: email });
    expect(asked.body.ChallengeName).toBe('EMAIL_OTP');
    const answer = { USERNAME: email, EMAIL_OTP_CODE: world.code(email) };
    const { AuthenticationResult } = (await world.respond('EMAIL_OTP', asked.body.Session, answer)).body;
    const user = await world.ok('GetUser', { AccessToken: AuthenticationResult.AccessToken });
    expect(user.PreferredMfaSetting).toBe('EMAIL_OTP');
    expect((await world.signIn(email)).body.ChallengeName).toBe('EMAIL_OTP');
  },
  { mfa: { ...REQUIRED, EmailMfaConfiguration: { Subject: 'code', Message: '{####}' } } },
);

row(
  'Two second factors, none preferred',
  'SELECT_MFA_TYPE with MFAS_CAN_CHOOSE; ANSWER leads to the one chosen',
  'M',
  async (world) => {
    const user = await world.user();
    await withAuthenticator(world, user, false);
    await world.adminOk('AdminSetUserMFAPreference', {
      Username: user.email,
      EmailMfaSettings: { Enabled: true },
    });
    const { body } = await world.signIn(user.email);
    expect(body.ChallengeName).toBe('SELECT_MFA_TYPE');
    expect(JSON.parse(body.ChallengeParameters.MFAS_CAN_CHOOSE)).toEqual(['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP']);
    const chosen = await world.respond('SELECT_MFA_TYPE', body.Session, {
      USERNAME: user.email,
      ANSWER: 'EMAIL_OTP',
    });
    expect(chosen.body.ChallengeName).toBe('EMAIL_OTP');
    const answer = { USERNAME: user.email, EMAIL_OTP_CODE: world.code(user.email) };
    expect(
      (await world.respond('EMAIL_OTP', chosen.body.Session, answer)).body.AuthenticationResult.TokenType,
    ).toBe('Bearer');
  },
  { mfa: { ...OPTIONAL, EmailMfaConfiguration: { Subject: 'code', Message: '{####}' } } },
);

row(
  'A second factor by text message',
  'SMS_MFA with the masked number; a wrong code is refused, the right one signs in, once',
  'M',
  async (world) => {
    const { email } = await world.user({ phone_number: '+15555550100', phone_number_verified: 'true' });
    await world.adminOk('AdminSetUserMFAPreference', {
      Username: email,
      SMSMfaSettings: { Enabled: true, PreferredMfa: true },
    });
    const { body } = await world.signIn(email);
    expect(body.ChallengeName).toBe('SMS_MFA');
    expect(body.ChallengeParameters).toMatchObject({
      CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS',
      CODE_DELIVERY_DESTINATION: '+*******0100',
    });
    const code = world.code('+15555550100');
    const wrong = { USERNAME: email, SMS_MFA_CODE: code === '000000' ? '111111' : '000000' };
    expectRefused(await world.respond('SMS_MFA', body.Session, wrong), 'CodeMismatchException');
    const answer = { USERNAME: email, SMS_MFA_CODE: code };
    expect((await world.respond('SMS_MFA', body.Session, answer)).body.AuthenticationResult.TokenType).toBe(
      'Bearer',
    );
    expectRefused(await world.respond('SMS_MFA', body.Session, answer), 'NotAuthorizedException');
  },
  {
    mfa: {
      ...OPTIONAL,
      SmsMfaConfiguration: { SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::000000000000:role/sns' } },
    },
  },
);
