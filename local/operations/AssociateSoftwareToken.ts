import { z } from 'zod';
import { requireTotpPool } from '../accounts/software-token';
import { invalidParameter, notAuthorized } from '../errors';
import { session, token } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { withSession } from '../sign-in/challenge-session';
import { sessionMs } from '../sign-in/srp-handshake';
import { newTotpSecret } from '../totp';

export const AssociateSoftwareToken = operation({
  name: 'AssociateSoftwareToken',
  access: 'public',
  input: z.object({ AccessToken: token.optional(), Session: session.optional() }),
  async handle(input, services: Needs<'tokens' | 'users' | 'directory' | 'challenges'>) {
    const secret = newTotpSecret();
    if (input.AccessToken !== undefined) {
      const { pool, user } = await services.tokens.check(input.AccessToken);
      requireTotpPool(pool);
      services.users.update(user, { pendingTotpSecret: secret });
      return { SecretCode: secret };
    }
    if (input.Session === undefined) throw invalidParameter('Either AccessToken or Session is required');
    return withSession(services, input.Session, (open) => {
      if (open.name !== 'MFA_SETUP') throw notAuthorized('Invalid session for the user.');
      requireTotpPool(services.directory.pool(open.poolId));
      const lifetime = sessionMs(services.directory.client(open.clientId));
      const next = services.challenges.sessions.put(
        { ...open, totpSecret: secret, totpVerified: false },
        lifetime,
      );
      return { SecretCode: secret, Session: next };
    });
  },
});
