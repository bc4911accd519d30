import { config } from '@/lib/config/config';
import { LatchkeyError } from '@/lib/errors';
import { instructions, proofOf } from '@/lib/http/device-bound';
import { mutation } from '@/lib/http/respond';
import { askSessions } from '@/lib/sessions';

/** Binds a session that has just started to a key of the browser's (`lib/session/bound-sessions.ts`). */
export const POST = mutation('auth/device', async ({ headers }) => {
  const proof = proofOf(headers);
  if (proof === null) throw new LatchkeyError('invalid_request');
  const proved = await askSessions(({ boundSessions }) => boundSessions.register(proof));
  return instructions(proved, config().origin);
});
