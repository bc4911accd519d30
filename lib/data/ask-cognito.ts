import 'server-only';
import { type CognitoAnswer, callCognito } from '../auth/cognito';
import { config } from '../config/config';
import { LatchkeyError } from '../errors';
import type { Session } from '../session/session';
import { sessions } from '../sessions';

/**
 * Calls an operation of Cognito's as the owner of a session, where Amplify's server side has none or hides the refusal.
 *
 * @param input the operation's request without its access token
 * @throws LatchkeyError `session_ended`, `store_unavailable`, or `identity_provider_unavailable` when Cognito does not
 *   answer; it may have done what it was asked all the same
 */
export async function askCognito(
  session: Session,
  operation: string,
  input: object = {},
): Promise<CognitoAnswer> {
  const { accessToken } = await sessions().tokens(session);
  try {
    const answer = await callCognito(config().hosted, operation, { AccessToken: accessToken, ...input });
    if (answer.status < 500) return answer;
  } catch (cause) {
    throw new LatchkeyError('identity_provider_unavailable', { cause });
  }
  throw new LatchkeyError('identity_provider_unavailable');
}

/**
 * A refusal as an error, for whoever has no words for it. To say that a token is not authorised is to say that its session
 * is over (Amazon Cognito API reference, "Errors" of each operation that takes an access token).
 */
export function refusedBy({ errorType }: CognitoAnswer): LatchkeyError {
  const cause = new Error(`Cognito: ${errorType}`);
  return new LatchkeyError(errorType === 'NotAuthorizedException' ? 'session_ended' : 'invalid_request', {
    cause,
  });
}
