import { z } from 'zod';
import { token } from '../input';
import { operation } from '../operation';
import { startRegistration } from '../passkeys/register';
import type { Needs } from '../services';

export const StartWebAuthnRegistration = operation({
  name: 'StartWebAuthnRegistration',
  access: 'public',
  input: z.object({ AccessToken: token }),
  async handle(input, services: Needs<'tokens' | 'challenges'>) {
    const registrant = await services.tokens.check(input.AccessToken);
    return { CredentialCreationOptions: startRegistration(services, registrant) };
  },
});
