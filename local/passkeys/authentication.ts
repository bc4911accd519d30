import { randomBytes } from 'node:crypto';
import { type AuthenticationResponseJSON, verifyAuthenticationResponse } from '@simplewebauthn/server';
import { z } from 'zod';
import type { Passkey, Pool, User } from '../model';
import { clientDataOrigin, isOriginOf, relyingParty } from './relying-party';

const TIMEOUT_MS = 180_000;

/** Options for `navigator.credentials.get`, as JSON. */
export function passkeyRequest(pool: Pool, user: User) {
  const { id, userVerification } = relyingParty(pool);
  return {
    challenge: randomBytes(32).toString('base64url'),
    timeout: TIMEOUT_MS,
    rpId: id,
    allowCredentials: user.passkeys
      .filter((passkey) => passkey.relyingPartyId === id)
      .map((passkey) => ({ type: 'public-key', id: passkey.id, transports: passkey.transports })),
    userVerification,
  };
}

const assertion = z.looseObject({
  id: z.string(),
  response: z.looseObject({
    clientDataJSON: z.string(),
    authenticatorData: z.string(),
    signature: z.string(),
  }),
});

export interface Assertion {
  readonly pool: Pool;
  readonly user: User;
  readonly challenge: string;
  /** AuthenticationResponseJSON, as text. */
  readonly credential: string;
}

/** @returns the passkey used, its counter moved on; undefined when the signature is not good. */
export async function verifyPasskey({
  pool,
  user,
  challenge,
  credential,
}: Assertion): Promise<Passkey | undefined> {
  const { id, userVerification } = relyingParty(pool);
  try {
    const parsed = assertion.parse(JSON.parse(credential));
    const passkey = user.passkeys.find((one) => one.id === parsed.id);
    const origin = clientDataOrigin(parsed.response.clientDataJSON);
    if (!passkey || !origin || !isOriginOf(id, origin)) return undefined;
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      // The library checks every member that the schema leaves open.
      response: parsed as unknown as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: userVerification === 'required',
      credential: {
        id: passkey.id,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
        counter: passkey.counter,
      },
    });
    return verified ? { ...passkey, counter: authenticationInfo.newCounter } : undefined;
  } catch {
    // The library throws for whatever does not fit; to the caller it is one thing, a wrong answer.
    return undefined;
  }
}
