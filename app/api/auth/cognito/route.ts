import { relay } from '@/lib/auth/relay/relay';
import { config } from '@/lib/config/config';
import { relaySessionFor } from '@/lib/data/relay-session';
import type { LatchkeyError } from '@/lib/errors';
import { readLimitedText } from '@/lib/http/body';
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
  (thrown, request) => {
    const error = inWordsFor(request.headers, thrown);
    return cognitoResponse(error.status, cognitoBody(error), error.code, new Headers(NO_STORE));
  },
);

/** Amplify's client reads errors in Cognito's form only. */
function cognitoBody({ code, message, nextStep }: LatchkeyError): string {
  return JSON.stringify({ __type: code, message: `${message} ${nextStep}` });
}

function cognitoResponse(status: number, body: string, errorType: string | null, headers: Headers): Response {
  headers.set('content-type', 'application/x-amz-json-1.1');
  if (errorType !== null) headers.set('x-amzn-errortype', errorType);
  return new Response(body, { status, headers });
}
