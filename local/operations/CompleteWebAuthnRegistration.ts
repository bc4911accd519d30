import { z } from 'zod';
import { token } from '../input';
import { operation } from '../operation';
import { finishRegistration } from '../passkeys/register';
import type { Needs } from '../services';

export const CompleteWebAuthnRegistration = operation({
  name: 'CompleteWebAuthnRegistration',
  access: 'public',
  input: z.object({ AccessToken: token, Credential: z.record(z.string(), z.unknown()) }),
  async handle({ AccessToken, Credential }, services: Needs<'tokens' | 'users' | 'challenges' | 'clock'>) {
    await finishRegistration(services, await services.tokens.check(AccessToken), Credential);
    return {};
  },
});
