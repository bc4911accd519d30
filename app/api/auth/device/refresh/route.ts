import { config } from '@/lib/config/config';
import { LatchkeyError } from '@/lib/errors';
import { challengeResponse, identifierOf, instructions, proofOf } from '@/lib/http/device-bound';
import { mutation } from '@/lib/http/respond';
import { askSessions } from '@/lib/sessions';
import { ticketOf } from '@/lib/tickets';

/** Renews a bound session's short-lived cookie. After a link from another site it is asked without any cookie. */
export const POST = mutation('auth/device/refresh', async ({ headers }) => {
  const identifier = identifierOf(headers);
  if (identifier === null) throw new LatchkeyError('invalid_request');
  const answer = await askSessions(({ boundSessions }) =>
    boundSessions.refresh(identifier, proofOf(headers), ticketOf(headers)),
  );
  return 'challenge' in answer ? challengeResponse(answer) : instructions(answer, config().origin);
});
