import { z } from 'zod';
import { finishSoftwareToken, requireTotpPool } from '../accounts/software-token';
import { invalidParameter, notAuthorized } from '../errors';
import { session, token } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { withSession } from '../sign-in/challenge-session';
import { sessionMs } from '../sign-in/srp-handshake';

export const VerifySoftwareToken = operation({
  name: 'VerifySoftwareToken',
  access: 'public',
  input: z.object({
    AccessToken: token.optional(),
    Session: session.optional(),
    UserCode: z.string().regex(/^[0-9]{6}$/),
    FriendlyDeviceName: z.string().max(131_072).optional(),
  }),
  async handle(input, services: Needs<'tokens' | 'users' | 'directory' | 'challenges' | 'clock'>) {
    const { UserCode: code, FriendlyDeviceName: friendlyName } = input;
    if (input.AccessToken !== undefined) {
      const { pool, user } = await services.tokens.check(input.AccessToken);
      requireTotpPool(pool);
      const secret = user.pendingTotpSecret;
      if (!secret) throw notStarted();
      const done = finishSoftwareToken(services, { user, secret, code, friendlyName });
      services.users.update(done, { pendingTotpSecret: undefined });
      return { Status: 'SUCCESS' };
    }
    return withSession(services, input.Session, (open) => {
      const user = services.users.get(open.poolId, open.sub ?? '');
      if (open.name !== 'MFA_SETUP' || !user) throw notAuthorized('Invalid session for the user.');
      if (!open.totpSecret) throw notStarted();
      const done = finishSoftwareToken(services, { user, secret: open.totpSecret, code, friendlyName });
      services.users.update(done, {
        mfa: { enabled: ['SOFTWARE_TOKEN_MFA'], preferred: 'SOFTWARE_TOKEN_MFA' },
      });
      const lifetime = sessionMs(services.directory.client(open.clientId));
      const next = services.challenges.sessions.put({ ...open, totpVerified: true }, lifetime);
      return { Status: 'SUCCESS', Session: next };
    });
  },
});

const notStarted = () => invalidParameter('No software token has been associated.');
