import { randomBytes } from 'node:crypto';
import { type RegistrationResponseJSON, verifyRegistrationResponse } from '@simplewebauthn/server';
import { z } from 'zod';
import { CognitoError } from '../errors';
import type { Passkey, Pool, User } from '../model';
import { clientDataOrigin, isOriginOf, relyingParty } from './relying-party';

const TIMEOUT_MS = 300_000;
/** ES256, RS256, EdDSA: what the verifier accepts too. */
const ALGORITHMS = [-7, -257, -8];

/** Options for `navigator.credentials.create`, as JSON. */
export function passkeyCreation(pool: Pool, user: User) {
  const { id, userVerification } = relyingParty(pool);
  const name = user.attributes.email ?? user.username;
  return {
    rp: { id, name: id },
    user: {
      id: Buffer.from(user.sub).toString('base64url'),
      name,
      displayName: user.attributes.name ?? name,
    },
    challenge: randomBytes(32).toString('base64url'),
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    timeout: TIMEOUT_MS,
    excludeCredentials: user.passkeys.map(({ id: credential, transports }) => ({
      type: 'public-key',
      id: credential,
      transports,
    })),
    authenticatorSelection: { requireResidentKey: true, residentKey: 'required', userVerification },
    attestation: 'none',
  };
}

const attestation = z.looseObject({
  id: z.string(),
  response: z.looseObject({
    clientDataJSON: z.string(),
    attestationObject: z.string(),
    transports: z.array(z.string()).optional(),
  }),
  authenticatorAttachment: z.string().optional(),
});

export interface Attestation {
  readonly pool: Pool;
  readonly user: User;
  readonly challenge: string;
  readonly credential: unknown;
  /** Milliseconds. */
  readonly now: number;
}

const unsupported = (cause?: unknown) =>
  new CognitoError('WebAuthnCredentialNotSupportedException', 'The credential is not supported.', { cause });

/** @throws WebAuthnOriginNotAllowedException, WebAuthnClientMismatchException, WebAuthnCredentialNotSupportedException */
export async function verifyNewPasskey({
  pool,
  user,
  challenge,
  credential,
  now,
}: Attestation): Promise<Passkey> {
  const { id, userVerification } = relyingParty(pool);
  const parsed = attestation.safeParse(credential);
  if (!parsed.success) throw unsupported(parsed.error);
  const { response, authenticatorAttachment } = parsed.data;
  const origin = clientDataOrigin(response.clientDataJSON);
  if (!origin) throw unsupported();
  if (!isOriginOf(id, origin)) {
    throw new CognitoError(
      'WebAuthnOriginNotAllowedException',
      'The origin is not allowed for this relying party.',
    );
  }
  const registered = await verifyRegistrationResponse({
    // The library checks every member that the schema leaves open.
    response: parsed.data as unknown as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: userVerification === 'required',
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch((cause: Error) => {
    throw refusal(cause);
  });
  if (!registered.verified) throw unsupported();
  const { credential: made } = registered.registrationInfo;
  return {
    id: made.id,
    publicKey: Buffer.from(made.publicKey).toString('base64url'),
    counter: made.counter,
    transports: response.transports ?? [],
    attachment: authenticatorAttachment,
    friendlyName: `Passkey ${user.passkeys.length + 1}`,
    relyingPartyId: id,
    createdAt: now,
  };
}

function refusal(cause: Error): CognitoError {
  if (/challenge/i.test(cause.message)) {
    return new CognitoError('WebAuthnChallengeNotFoundException', 'The challenge is not the one given.', {
      cause,
    });
  }
  if (/RP ID/i.test(cause.message)) {
    return new CognitoError('WebAuthnRelyingPartyMismatchException', 'The relying party is another one.', {
      cause,
    });
  }
  return unsupported(cause);
}
