import { CognitoError } from '../errors';
import type { Client, Pool, User } from '../model';
import type { Needs } from '../services';
import { passkeyCreation, verifyNewPasskey } from './registration';

/** As long as the options say that the browser may take. */
const LIFETIME_MS = 300_000;
/** Cognito keeps up to 20 per user. */
const MOST_PASSKEYS = 20;

/** Who registers, and at which client. */
export interface Registrant {
  readonly pool: Pool;
  readonly client: Client;
  readonly user: User;
}

/** Starts a registration, in place of one under way. @returns options for `navigator.credentials.create` */
export function startRegistration(
  { challenges }: Needs<'challenges'>,
  { pool, client, user }: Registrant,
): ReturnType<typeof passkeyCreation> {
  const options = passkeyCreation(pool, user);
  const started = { challenge: options.challenge, clientId: client.id };
  challenges.registrations.put(started, LIFETIME_MS, `${user.poolId}/${user.sub}`);
  return options;
}

/**
 * Keeps the passkey that a registration led to.
 * @param credential RegistrationResponseJSON
 * @throws WebAuthnChallengeNotFoundException, WebAuthnClientMismatchException, LimitExceededException and those of
 * {@link verifyNewPasskey}
 */
export async function finishRegistration(
  { users, challenges, clock }: Needs<'users' | 'challenges' | 'clock'>,
  { pool, client, user }: Registrant,
  credential: unknown,
): Promise<void> {
  const started = challenges.registrations.take(`${user.poolId}/${user.sub}`);
  if (!started) {
    throw new CognitoError(
      'WebAuthnChallengeNotFoundException',
      'No registration is under way, or it took too long.',
    );
  }
  if (started.clientId !== client.id) {
    throw new CognitoError(
      'WebAuthnClientMismatchException',
      'The registration was started at another client.',
    );
  }
  if (user.passkeys.length >= MOST_PASSKEYS) {
    throw new CognitoError('LimitExceededException', 'The user has too many passkeys.');
  }
  const { challenge } = started;
  const passkey = await verifyNewPasskey({ pool, user, challenge, credential, now: clock.now() });
  users.update(user, { passkeys: [...user.passkeys, passkey] });
}
