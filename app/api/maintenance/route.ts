import { config } from '@/lib/config/config';
import { LatchkeyError } from '@/lib/errors';
import { json, mutation } from '@/lib/http/respond';
import { isSigned, SIGNATURE_HEADER } from '@/lib/http/signature';
import { sessions } from '@/lib/sessions';

/** Well below the 30 seconds that a request may take on Amplify Hosting. */
const LIMITS = { users: 1000, ms: 20_000 };

/**
 * Revokes at Cognito what is still to be revoked, for the schedule in `amplify/maintenance`. Answers how many refresh
 * tokens were, and how many Cognito could not be told of. Not there unless `MAINTENANCE_KEY` is set.
 */
export const POST = mutation('maintenance', async (request) => {
  const { maintenanceKey } = config();
  if (maintenanceKey === null) throw new LatchkeyError('not_found');
  if (!isSigned(request.headers.get(SIGNATURE_HEADER), maintenanceKey, Date.now())) {
    throw new LatchkeyError('signature_invalid');
  }
  return json(await sessions().revocationRounds.round(LIMITS));
});
