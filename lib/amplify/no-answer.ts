import { setTimeout as pause } from 'node:timers/promises';
import { LatchkeyError } from '../errors';

/** How long someone who waits for a page waits for Cognito, in milliseconds. Amplify itself would try for a minute. */
const PATIENCE_MS = 4_000;

/**
 * What Amplify throws when Cognito could not be asked, or answered that it cannot answer (Amazon Cognito API
 * reference, "Common Errors"; `AmplifyErrorCode` of @aws-amplify/core).
 */
const NO_ANSWER = new Set([
  'NetworkError',
  'Unknown',
  'UnknownError',
  'InternalErrorException',
  'InternalFailure',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'TooManyRequestsException',
  'ThrottlingException',
  // "Not signed in" is said also when the keys to check a token with could not be had. These tokens come from a live
  // session, so the second is what happened.
  'UserUnAuthenticatedException',
]);

/** Whether an error of Amplify's says that Cognito did not answer, rather than that it said no. */
function isNoAnswer(error: unknown): boolean {
  return error instanceof Error && NO_ANSWER.has(error.name);
}

/**
 * What `asking` comes to, if it does so in time. It is not stopped, because Amplify's calls cannot be: a change may
 * still happen.
 *
 * @throws LatchkeyError `identity_provider_unavailable` after four seconds, and for an error that says as much
 */
export async function withPatience<T>(asking: Promise<T>): Promise<T> {
  const answered = new AbortController();
  const tooLong = pause(PATIENCE_MS, undefined, { signal: answered.signal }).then(() => {
    throw new LatchkeyError('identity_provider_unavailable');
  });
  try {
    return await Promise.race([asking, tooLong]);
  } catch (error) {
    throw isNoAnswer(error) ? new LatchkeyError('identity_provider_unavailable', { cause: error }) : error;
  } finally {
    answered.abort();
  }
}
