import type { LatchkeyError } from '../errors';

/**
 * For a call that Cognito has not answered in time. Amplify asks three times where it reads 429, 500, 502, 503 or 504: as long
 * again each time, and what Cognito has taken after all would be refused the second time. Clients take a 5xx that they do not
 * know for a 500 (RFC 9110 §15).
 */
const GIVEN_UP = 598;

/** An answer in Cognito's own form, the only one that Amplify's client reads. */
export function cognitoResponse(
  status: number,
  body: string,
  errorType: string | null,
  headers: Headers,
): Response {
  headers.set('content-type', 'application/x-amz-json-1.1');
  if (errorType !== null) headers.set('x-amzn-errortype', errorType);
  return new Response(body, { status, headers });
}

/**
 * A failure of ours likewise. That something was too often has a name of Cognito's, for which forms have a sentence (Amazon
 * Cognito API reference, "Common Errors"); all others have ours.
 */
export function cognitoFailure(error: LatchkeyError, headers: Headers): Response {
  const { code, status, message, nextStep, retryAfterSeconds } = error;
  const type = code === 'too_many_requests' ? 'LimitExceededException' : code;
  if (retryAfterSeconds !== null) headers.set('retry-after', String(retryAfterSeconds));
  return cognitoResponse(
    wasGivenUp(error) ? GIVEN_UP : status,
    JSON.stringify({ __type: type, message: `${message} ${nextStep}` }),
    type,
    headers,
  );
}

function wasGivenUp(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || wasGivenUp(error.cause));
}
