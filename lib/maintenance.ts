import 'server-only';
import { mutation, route } from './http/respond';
import { waitForRequest } from './http/wait-for-request';
import { sessions } from './sessions';

/**
 * As `route`, for handlers that sign in, sign out, or ask about sessions: while it works, a little is done of what earlier
 * requests have left to do, and the answer leaves when both are done. Pages do not wait for that.
 */
export const maintainingRoute: typeof route = (...given) => maintaining(route(...given));

/** The same for handlers that change something. */
export const maintainingMutation: typeof mutation = (...given) => maintaining(mutation(...given));

function maintaining<Args extends unknown[]>(handler: (...args: Args) => Promise<Response>) {
  return async (...args: Args): Promise<Response> => {
    await waitForRequest();
    const maintained = sessions().revocationRounds.inPassing();
    const answer = await handler(...args);
    await maintained;
    return answer;
  };
}
