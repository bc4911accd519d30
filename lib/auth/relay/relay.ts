import { setTimeout as pause } from 'node:timers/promises';
import { LatchkeyError } from '../../errors';
import { parseJson } from '../../json';
import type { Tokens, VerifiedIdToken } from '../../session/identity-provider';
import type { CredentialChange, SignInMethod } from '../../session/session';
import { type CognitoAnswer, type CognitoClient, callCognito, expiryOf } from '../cognito';
import { type Audience, verifyIdToken } from '../id-token';
import { type Claim, claimOf } from './claim';
import { type Authenticated, readAuthenticated, subjectOfInert, withInertTokens } from './inert-tokens';
import { isTaken, LEAST_MS, levelled, takesItsTime } from './level';
import {
  allowedOperation,
  credentialChangeOf,
  needsRecentSignIn,
  type Refusal,
  type RelayInput,
  refusalOf,
} from './operations';
import { readSignUp, type SignUpRules } from './sign-up';
import { withUserContext } from './user-context';

/** A completed sign-in, to be made into a session before the browser hears of it. */
export interface EmbeddedSignIn {
  readonly tokens: Tokens;
  readonly idToken: VerifiedIdToken;
  readonly method: SignInMethod;
}

/** What the relay needs of the app: the caller's session, if any, somewhere to put a new one, and the time. */
export interface RelaySession {
  /** Epoch milliseconds, by a clock that every process agrees on. */
  now(): number;
  /**
   * Called before Cognito is asked for something that has a budget.
   *
   * @returns to be called with Cognito's refusal by name, or null for none
   * @throws LatchkeyError `too_many_requests`
   */
  admit(claim: Claim): Promise<(errorType: string | null) => Promise<void>>;
  /** The client's address as the trusted proxies saw it; null when it is not known. */
  address(): string | null;
  /** The signed-in caller's `sub` and real access token; null when signed out. */
  accessToken(): Promise<{ sub: string; accessToken: string } | null>;
  /** Called before a challenge is answered, which can be done once. @throws LatchkeyError `store_unavailable` */
  beReadyToStart(): Promise<void>;
  /** Called once, when Cognito completed a sign-in. */
  signedIn(signIn: EmbeddedSignIn): Promise<void>;
  /** @throws LatchkeyError `recent_sign_in_required` unless the caller has proved lately who they are */
  requireRecentSignIn(): Promise<void>;
  /** Called when the caller has changed how they sign in. */
  credentialsChanged(change: CredentialChange): Promise<void>;
  /** Called when someone has reset a password with a code, under this user name. */
  passwordReset(username: string): Promise<void>;
  /** What a sign-up has to be like where it does not tell who has an account; null where it does. */
  readonly hidingAccounts: SignUpRules | null;
  /**
   * Called when somebody signs up with an address that has an account. Never rejects, and is waited for a moment only.
   *
   * @param sendCode has Cognito send a new code; answers with its refusal by name, or null
   */
  addressTaken(username: string, sendCode: () => Promise<string | null>): Promise<void>;
}

/** The answer for the browser, in Cognito's own shape. */
export interface RelayAnswer {
  readonly status: number;
  readonly body: string;
  readonly errorType: string | null;
}

/**
 * Forwards one request of Amplify's browser client to Cognito. Real tokens are put in on the way there and kept here
 * on the way back, so that none ever reaches the browser.
 *
 * @param target the `X-Amz-Target` header
 * @param body the request's JSON text
 * @throws LatchkeyError `too_many_requests`, `identity_provider_unavailable`, `store_unavailable` or `recent_sign_in_required`
 */
export async function relay(
  client: CognitoClient,
  request: { target: string | null; body: string },
  session: RelaySession,
): Promise<RelayAnswer> {
  const operation = allowedOperation(request.target);
  if (operation === null) return refuse(UNKNOWN_OPERATION);
  const input = parseInput(request.body);
  if (input === null) return refuse(NOT_JSON);
  const refusal = refusalOf(operation, input, client.clientId);
  if (refusal !== null) return refuse(refusal);
  const wanted = readWanted(operation, input, session.hidingAccounts);
  if ('status' in wanted) return refuse(wanted);
  const forwarded = await withRealAccessToken(wanted.input, session);
  if (forwarded === null) return refuse(NO_SESSION);
  if (needsRecentSignIn(operation, input)) await session.requireRecentSignIn();
  // Amplify asks again after a 503, and an answer that Cognito has taken would be refused then as one that came too late.
  if (operation === 'RespondToAuthChallenge') await session.beReadyToStart();
  const claim = claimOf(operation, input);
  const settle = claim && (await session.admit(claim));
  const asked = withUserContext(operation, forwarded, session.address());
  const hidden = session.hidingAccounts !== null;
  const least = hidden && takesItsTime(operation) ? pause(LEAST_MS) : null;
  const { answer, authenticated } = await ask(client, operation, asked);
  await settle?.(answer.errorType);
  if (answer.errorType === null) await followChange(operation, input, session);
  if (authenticated !== null) return signIn(client, authenticated, { answer, input, session });
  const following = hidden && isTaken(operation, answer) ? followTaken(client, asked, session) : null;
  // For what follows no longer than for all: a Cognito or SES that is slow then would tell. It may be late or lost instead.
  await Promise.all([least, Promise.race([following, least])]);
  return levelled(operation, input, answer, hidden);
}

/** The request as it may go to Cognito. */
function readWanted(operation: string, input: RelayInput, rules: SignUpRules | null) {
  return operation === 'SignUp' && rules !== null ? readSignUp(input, rules) : { input };
}

/** Whoever has an account hears of it by e-mail; whoever began to make one gets the code that they wait for. */
function followTaken(
  client: CognitoClient,
  { ClientId, Username, UserContextData }: RelayInput,
  session: RelaySession,
): Promise<void> {
  const input = { ClientId, Username, ...(UserContextData !== undefined && { UserContextData }) };
  const sendCode = async () => (await callCognito(client, 'ResendConfirmationCode', input)).errorType;
  return session.addressTaken(String(Username), sendCode);
}

async function signIn(
  client: Audience,
  authenticated: Authenticated,
  { answer, input, session }: { answer: CognitoAnswer; input: RelayInput; session: RelaySession },
): Promise<RelayAnswer> {
  await session.signedIn(
    await acceptSignIn(client, authenticated.AuthenticationResult, input, session.now()),
  );
  return { ...answer, body: JSON.stringify(withInertTokens(authenticated)) };
}

async function followChange(operation: string, input: RelayInput, session: RelaySession): Promise<void> {
  const change = credentialChangeOf(operation, input);
  if (change !== null) await session.credentialsChanged(change);
  if (operation === 'ConfirmForgotPassword') await session.passwordReset(String(input.Username));
}

const UNKNOWN_OPERATION: Refusal = {
  status: 400,
  type: 'UnknownOperationException',
  message: 'This operation is not available here.',
};
const NOT_JSON: Refusal = { status: 400, type: 'SerializationException', message: 'The body is not JSON.' };
const NO_SESSION: Refusal = {
  status: 400,
  type: 'NotAuthorizedException',
  message: 'Access Token has been revoked',
};

function refuse({ status, type, message }: Refusal): RelayAnswer {
  return { status, body: JSON.stringify({ __type: type, message }), errorType: type };
}

function parseInput(body: string): RelayInput | null {
  try {
    const value = parseJson(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

/** The inert token must speak of the user whose session the cookie names; then the real one takes its place. */
async function withRealAccessToken(input: RelayInput, session: RelaySession): Promise<RelayInput | null> {
  if (!('AccessToken' in input)) return input;
  const caller = await session.accessToken();
  if (caller === null || subjectOfInert(input.AccessToken) !== caller.sub) return null;
  return { ...input, AccessToken: caller.accessToken };
}

async function ask(client: CognitoClient, operation: string, input: RelayInput) {
  try {
    const answer = await callCognito(client, operation, input);
    return { answer, authenticated: answer.errorType === null ? readAuthenticated(answer.body) : null };
  } catch (cause) {
    throw new LatchkeyError('identity_provider_unavailable', { cause });
  }
}

async function acceptSignIn(
  client: Audience,
  result: { AccessToken: string; IdToken: string; RefreshToken: string },
  input: RelayInput,
  now: number,
): Promise<EmbeddedSignIn> {
  const { AccessToken: accessToken, IdToken, RefreshToken: refreshToken } = result;
  return {
    tokens: { accessToken, idToken: IdToken, refreshToken, accessExpiresAt: expiryOf(accessToken, IdToken) },
    idToken: await verifyIdToken(IdToken, accessToken, client, now),
    method: input.ChallengeName === 'WEB_AUTHN' ? 'passkey' : 'password',
  };
}
