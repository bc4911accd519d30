import 'server-only';
import { decodeJwt } from 'jose';
import * as z from 'zod';
import {
  type AccountEnd,
  type IdentityProvider,
  RefreshRefused,
  type Tokens,
} from '../session/identity-provider';
import { fetchFromCognito } from './cognito-fetch';
import { type Audience, verifyIdToken } from './id-token';

/** Where Cognito's JSON API is and which app client asks. */
export interface CognitoClient extends Audience {
  /** `https://cognito-idp.<region>.amazonaws.com/` */
  readonly endpoint: string;
}

/** Cognito's answer as it came: the body is text, so that it can be passed on unchanged. */
export interface CognitoAnswer {
  readonly status: number;
  readonly body: string;
  /** The exception's name for an error, without namespace; null for a success. */
  readonly errorType: string | null;
}

const TARGET_PREFIX = 'AWSCognitoIdentityProviderService.';

/**
 * The refusals after which a refresh token will never work again. Everything else (throttling, 5xx, time-outs) says
 * nothing about the session (Amazon Cognito API reference, GetTokensFromRefreshToken, Errors).
 */
const FINAL_REFUSALS = new Set([
  'NotAuthorizedException',
  'RefreshTokenReuseException',
  'UserNotFoundException',
  'UserNotConfirmedException',
  'PasswordResetRequiredException',
]);

const refreshedSchema = z.object({
  AuthenticationResult: z.object({
    AccessToken: z.string(),
    IdToken: z.string(),
    RefreshToken: z.string().optional(),
  }),
});

/**
 * Calls one operation of Cognito's client-side (unsigned) API.
 *
 * @param operation such as `RevokeToken`
 * @param input the operation's request, as an object or as JSON text
 * @throws TypeError or DOMException when Cognito cannot be reached in time
 */
export async function callCognito(
  client: CognitoClient,
  operation: string,
  input: object | string,
): Promise<CognitoAnswer> {
  const response = await fetchFromCognito(client.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': TARGET_PREFIX + operation },
    body: typeof input === 'string' ? input : JSON.stringify(input),
  });
  const body = await response.text();
  return { status: response.status, body, errorType: response.ok ? null : errorTypeOf(response, body) };
}

/**
 * Cognito as the session engine sees it: refresh, revoke, verify, with "no" told apart from "no answer".
 *
 * @param now epoch milliseconds, by a clock that every process agrees on
 */
export function createIdentityProvider(client: CognitoClient, now: () => number): Required<IdentityProvider> {
  return {
    async refresh(refreshToken) {
      const answer = await callCognito(client, 'GetTokensFromRefreshToken', {
        RefreshToken: refreshToken,
        ClientId: client.clientId,
      });
      if (answer.errorType === null) return readRefreshed(answer.body, refreshToken);
      if (FINAL_REFUSALS.has(answer.errorType))
        throw new RefreshRefused(answer.errorType, accountEnd(answer));
      throw new Error(`Cognito answered a refresh with ${answer.status} ${answer.errorType}`);
    },
    async revoke(refreshToken) {
      const answer = await callCognito(client, 'RevokeToken', {
        Token: refreshToken,
        ClientId: client.clientId,
      });
      if (answer.errorType !== null)
        throw new Error(`Cognito answered a revocation with ${answer.errorType}`);
    },
    verify({ idToken, accessToken }) {
      return verifyIdToken(idToken, accessToken, client, now());
    },
  };
}

/**
 * When the first of these JWTs runs out, in epoch milliseconds. Reads `exp` without verifying. An id token may be given
 * a shorter life than its access token (API reference, UserPoolClientType, `IdTokenValidity`).
 */
export function expiryOf(...jwts: readonly string[]): number {
  return Math.min(...jwts.map((jwt) => z.number().parse(decodeJwt(jwt).exp))) * 1000;
}

/**
 * What a refusal says about the account. Cognito has no exception of its own for a disabled user, only these words;
 * should they change, each of the sessions still ends, by its own next refresh.
 */
function accountEnd({ errorType, body }: CognitoAnswer): AccountEnd | null {
  if (errorType === 'UserNotFoundException') return 'account_deleted';
  return errorType === 'NotAuthorizedException' && /user is disabled/i.test(body) ? 'user_disabled' : null;
}

function readRefreshed(body: string, previous: string): Tokens {
  const { AuthenticationResult: result } = refreshedSchema.parse(JSON.parse(body));
  return {
    accessToken: result.AccessToken,
    idToken: result.IdToken,
    // Without rotation Cognito returns no refresh token and the former one stays good.
    refreshToken: result.RefreshToken ?? previous,
    accessExpiresAt: expiryOf(result.AccessToken, result.IdToken),
  };
}

function errorTypeOf(response: Response, body: string): string {
  const named = response.headers.get('x-amzn-errortype') ?? typeInBody(body);
  return named?.split(/[,:]/)[0]?.split('#').pop() || `Http${response.status}`;
}

function typeInBody(body: string): string | null {
  try {
    return z.object({ __type: z.string() }).parse(JSON.parse(body)).__type;
  } catch {
    return null;
  }
}
