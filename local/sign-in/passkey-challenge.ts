import { incorrectCredentials } from '../errors';
import type { Passkey, User } from '../model';
import { passkeyRequest, verifyPasskey } from '../passkeys/authentication';
import type { Needs } from '../services';
import { ask } from './challenge-session';
import type { ChallengeStep, OpenChallenge, SignIn } from './challenges';

/** Asks for a signature by one of the user's passkeys. */
export function askPasskey(services: Needs<'challenges'>, signIn: SignIn): ChallengeStep {
  const options = passkeyRequest(signIn.pool, signIn.user);
  return ask(services, signIn, {
    name: 'WEB_AUTHN',
    parameters: { CREDENTIAL_REQUEST_OPTIONS: JSON.stringify(options) },
    remember: { webAuthnChallenge: options.challenge },
  });
}

/**
 * @param credential AuthenticationResponseJSON, as text.
 * @returns the user with the passkey's counter moved on.
 * @throws NotAuthorizedException when it is not a signature of this challenge by one of their passkeys
 */
export async function finishPasskey(
  { users }: Needs<'users'>,
  { pool, user }: SignIn,
  open: OpenChallenge,
  credential: string,
): Promise<User> {
  const used = await verifyPasskey({ pool, user, challenge: open.webAuthnChallenge ?? '', credential });
  if (!used) throw incorrectCredentials();
  const replace = (passkey: Passkey) => (passkey.id === used.id ? used : passkey);
  return users.update(user, { passkeys: user.passkeys.map(replace) });
}
