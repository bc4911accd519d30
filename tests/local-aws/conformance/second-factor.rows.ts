import { generateSync } from 'otplib';
import { expect } from 'vitest';
import { SoftwareAuthenticator } from '../support/authenticator';
import { area } from './row';
import { expectRefused, MINUTE, SECOND, type TestUser, type World } from './world';

const OPTIONAL = { MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } };
const REQUIRED = { MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration: { Enabled: true } };

const { rows, row } = area('Authenticators and passkeys', { mfa: OPTIONAL });
export const secondFactorRows = rows;

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

const PASSKEYS = {
  pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } } },
  mfa: { WebAuthnConfiguration: { RelyingPartyId: 'localhost', UserVerification: 'preferred' } },
};

async function withPasskey(world: World, { email }: TestUser): Promise<SoftwareAuthenticator> {
  const authenticator = new SoftwareAuthenticator();
  const { AccessToken } = await world.tokens(email);
  const { CredentialCreationOptions } = await world.ok('StartWebAuthnRegistration', { AccessToken });
  await world.ok('CompleteWebAuthnRegistration', {
    AccessToken,
    Credential: authenticator.register(CredentialCreationOptions),
  });
  return authenticator;
}

const startPasskey = (world: World, email: string) =>
  world.call('InitiateAuth', {
    AuthFlow: 'USER_AUTH',
    AuthParameters: { USERNAME: email, PREFERRED_CHALLENGE: 'WEB_AUTHN' },
  });

row(
  'StartWebAuthnRegistration',
  'challenge, rp, user, pubKeyCredParams, a resident key required',
  'AMP',
  async (world) => {
    const { email } = await world.user();
    const { AccessToken } = await world.tokens(email);
    const { CredentialCreationOptions } = await world.ok('StartWebAuthnRegistration', { AccessToken });
    expect(CredentialCreationOptions).toMatchObject({
      challenge: expect.stringMatching(/^[\w-]{20,}$/),
      rp: { id: 'localhost' },
      user: { id: expect.any(String), name: email, displayName: expect.any(String) },
      authenticatorSelection: {
        requireResidentKey: true,
        residentKey: 'required',
        userVerification: 'preferred',
      },
    });
    expect(CredentialCreationOptions.pubKeyCredParams).toContainEqual({ type: 'public-key', alg: -7 });
  },
  PASSKEYS,
);

row(
  'Passkey registered, listed, deleted',
  'one credential with its relying party; then none',
  'M',
  async (world) => {
    const user = await world.user();
    const { id } = await withPasskey(world, user);
    const { AccessToken } = await world.tokens(user.email);
    const { Credentials } = await world.ok('ListWebAuthnCredentials', { AccessToken });
    expect(Credentials).toEqual([
      {
        CredentialId: id,
        FriendlyCredentialName: 'Passkey 1',
        RelyingPartyId: 'localhost',
        AuthenticatorAttachment: 'platform',
        AuthenticatorTransports: ['internal'],
        CreatedAt: expect.any(Number),
      },
    ]);
    await world.ok('DeleteWebAuthnCredential', { AccessToken, CredentialId: id });
    expect((await world.ok('ListWebAuthnCredentials', { AccessToken })).Credentials).toEqual([]);
    expectRefused(
      await world.withToken('DeleteWebAuthnCredential', { AccessToken, CredentialId: id }),
      'ResourceNotFoundException',
    );
  },
  PASSKEYS,
);

row(
  'Sign-in by passkey',
  'WEB_AUTHN with CREDENTIAL_REQUEST_OPTIONS as text; the signature gives tokens',
  'GN, AMP',
  async (world) => {
    const user = await world.user();
    const authenticator = await withPasskey(world, user);
    const { body } = await startPasskey(world, user.email);
    expect(body.ChallengeName).toBe('WEB_AUTHN');
    expect(body.AvailableChallenges).toEqual(['PASSWORD_SRP', 'PASSWORD', 'WEB_AUTHN']);
    const options = JSON.parse(body.ChallengeParameters.CREDENTIAL_REQUEST_OPTIONS);
    expect(options).toMatchObject({
      timeout: 180_000,
      rpId: 'localhost',
      allowCredentials: [{ type: 'public-key', id: authenticator.id }],
    });
    const answer = { USERNAME: user.email, CREDENTIAL: JSON.stringify(authenticator.authenticate(options)) };
    expect((await world.respond('WEB_AUTHN', body.Session, answer)).body.AuthenticationResult.TokenType).toBe(
      'Bearer',
    );
  },
  PASSKEYS,
);

row(
  'A passkey signature replayed, or for another challenge',
  'NotAuthorizedException',
  'INF',
  async (world) => {
    const user = await world.user();
    const authenticator = await withPasskey(world, user);
    const { body } = await startPasskey(world, user.email);
    const options = JSON.parse(body.ChallengeParameters.CREDENTIAL_REQUEST_OPTIONS);
    const answer = { USERNAME: user.email, CREDENTIAL: JSON.stringify(authenticator.authenticate(options)) };
    await world.respond('WEB_AUTHN', body.Session, answer);
    const again = await startPasskey(world, user.email);
    expectRefused(await world.respond('WEB_AUTHN', again.body.Session, answer), 'NotAuthorizedException');
  },
  PASSKEYS,
);

row(
  'Registering a passkey from another site',
  'WebAuthnOriginNotAllowedException',
  'M',
  async (world) => {
    const { email } = await world.user();
    const { AccessToken } = await world.tokens(email);
    const { CredentialCreationOptions } = await world.ok('StartWebAuthnRegistration', { AccessToken });
    const elsewhere = new SoftwareAuthenticator('https://localhost.evil.example');
    const Credential = elsewhere.register(CredentialCreationOptions);
    expectRefused(
      await world.withToken('CompleteWebAuthnRegistration', { AccessToken, Credential }),
      'WebAuthnOriginNotAllowedException',
    );
  },
  PASSKEYS,
);

row(
  'Completing a registration that was not started, or too late',
  'WebAuthnChallengeNotFoundException',
  'M',
  async (world) => {
    const { email } = await world.user();
    const { AccessToken } = await world.tokens(email);
    const authenticator = new SoftwareAuthenticator();
    const { CredentialCreationOptions } = await world.ok('StartWebAuthnRegistration', { AccessToken });
    const Credential = authenticator.register(CredentialCreationOptions);
    await world.advance(6 * MINUTE);
    expectRefused(
      await world.withToken('CompleteWebAuthnRegistration', { AccessToken, Credential }),
      'WebAuthnChallengeNotFoundException',
    );
  },
  PASSKEYS,
);

row('Passkeys in a pool without them', 'WebAuthnNotEnabledException', 'M', async (world) => {
  const { email } = await world.user();
  const { AccessToken } = await world.tokens(email);
  expectRefused(
    await world.withToken('StartWebAuthnRegistration', { AccessToken }),
    'WebAuthnNotEnabledException',
  );
});

row(
  'USER_AUTH for a person with a passkey, no preference',
  'offered with the password',
  'MS',
  async (world) => {
    const user = await world.user();
    await withPasskey(world, user);
    const { body } = await world.call('InitiateAuth', {
      AuthFlow: 'USER_AUTH',
      AuthParameters: { USERNAME: user.email },
    });
    expect(body.AvailableChallenges).toEqual(['PASSWORD_SRP', 'PASSWORD', 'WEB_AUTHN']);
  },
  PASSKEYS,
);
