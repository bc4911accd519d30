import { relay } from '@/lib/auth/relay/relay';
import { config } from '@/lib/config/config';
import { relaySessionFor } from '@/lib/data/relay-session';
import { readLimitedText } from '@/lib/http/body';
import { cognitoFailure, cognitoResponse } from '@/lib/http/cognito-response';
import { mutation, NO_STORE } from '@/lib/http/respond';
import { inWordsFor } from '@/lib/request-session';

/** The longest request that the relay reads, in bytes; Amplify's are below 10 kB. */
const MAX_BODY_BYTES = 64 * 1024;

/** The Amplify Authenticator's Cognito: see `lib/auth/relay/relay.ts`. */
export const POST = mutation(
  'auth/cognito',
  async (request) => {
    const headers = new Headers(NO_STORE);
    const body = await readLimitedText(request, MAX_BODY_BYTES);
    const target = request.headers.get('x-amz-target');
    const answer = await relay(config().hosted, { target, body }, relaySessionFor(request, headers));
    return cognitoResponse(answer.status, answer.body, answer.errorType, headers);
  },
  (error, { headers }) => cognitoFailure(inWordsFor(headers, error), new Headers(NO_STORE)),
);
