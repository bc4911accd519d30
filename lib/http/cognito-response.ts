import type { LatchkeyError } from '../errors';

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
    status,
    JSON.stringify({ __type: type, message: `${message} ${nextStep}` }),
    type,
    headers,
  );
}
