import { expect } from 'vitest';
import { SoftwareAuthenticator } from '../support/authenticator';
import { area } from './row';
import { expectRefused, MINUTE, type TestUser, type World } from './world';

const PASSKEYS = {
  pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } } },
  mfa: { WebAuthnConfiguration: { RelyingPartyId: 'localhost', UserVerification: 'preferred' } },
};

const { rows, row } = area('Passkeys', PASSKEYS);
export const passkeyRows = rows;

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
);

row('Registering a passkey from another site', 'WebAuthnOriginNotAllowedException', 'M', async (world) => {
  const { email } = await world.user();
  const { AccessToken } = await world.tokens(email);
  const { CredentialCreationOptions } = await world.ok('StartWebAuthnRegistration', { AccessToken });
  const elsewhere = new SoftwareAuthenticator('https://localhost.evil.example');
  const Credential = elsewhere.register(CredentialCreationOptions);
  expectRefused(
    await world.withToken('CompleteWebAuthnRegistration', { AccessToken, Credential }),
    'WebAuthnOriginNotAllowedException',
  );
});

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
);

row(
  'Passkeys in a pool without them',
  'WebAuthnNotEnabledException',
  'M',
  async (world) => {
    const { email } = await world.user();
    const { AccessToken } = await world.tokens(email);
    expectRefused(
      await world.withToken('StartWebAuthnRegistration', { AccessToken }),
      'WebAuthnNotEnabledException',
    );
  },
  { pool: {} },
);

row(
  'USER_AUTH for a user with a passkey, no preference',
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
);
