import { z } from 'zod';
import { token } from '../input';
import { operation } from '../operation';
import { passkeyCreation } from '../passkeys/registration';
import type { Needs } from '../services';

/** As long as the options say that the browser may take. */
const LIFETIME_MS = 300_000;

export const StartWebAuthnRegistration = operation({
  name: 'StartWebAuthnRegistration',
  access: 'public',
  input: z.object({ AccessToken: token }),
  async handle(input, { tokens, challenges }: Needs<'tokens' | 'challenges'>) {
    const { pool, user, client } = await tokens.check(input.AccessToken);
    const options = passkeyCreation(pool, user);
    challenges.registrations.put(
      { challenge: options.challenge, clientId: client.id },
      LIFETIME_MS,
      `${user.poolId}/${user.sub}`,
    );
    return { CredentialCreationOptions: options };
  },
});
