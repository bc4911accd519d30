import { z } from 'zod';
import { CognitoError } from '../errors';
import { token } from '../input';
import { operation } from '../operation';
import { verifyNewPasskey } from '../passkeys/registration';
import type { Needs } from '../services';

/** Cognito keeps up to 20 per user. */
const MOST_PASSKEYS = 20;

export const CompleteWebAuthnRegistration = operation({
  name: 'CompleteWebAuthnRegistration',
  access: 'public',
  input: z.object({ AccessToken: token, Credential: z.record(z.string(), z.unknown()) }),
  async handle(
    { AccessToken, Credential },
    { tokens, users, challenges, clock }: Needs<'tokens' | 'users' | 'challenges' | 'clock'>,
  ) {
    const { pool, client, user } = await tokens.check(AccessToken);
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
    const passkey = await verifyNewPasskey({
      pool,
      user,
      challenge,
      credential: Credential,
      now: clock.now(),
    });
    users.update(user, { passkeys: [...user.passkeys, passkey] });
    return {};
  },
});
