import { randomUUID } from 'node:crypto';
import type { Browser } from './browser';
import { type Answer, jsonOf, type Site } from './site';
import { type SrpChallenge, SrpHandshake } from './srp';

export interface Account {
  readonly email: string;
  readonly password: string;
}

/** The user pool and app client that the site signs people in with: public values, in `amplify_outputs.json`. */
export interface UserPool {
  readonly poolId: string;
  readonly clientId: string;
}

/** Calls an operation of Cognito's through the site's relay, as Amplify's browser client does. */
export function callRelay(browser: Browser, operation: string, input: unknown): Promise<Answer> {
  return browser.change('POST', '/api/auth/cognito', {
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: typeof input === 'string' ? input : JSON.stringify(input),
  });
}

/** One for all starts that are not answered: making it takes as long as a hundred requests. */
let unanswered: SrpHandshake | null = null;

/** Starts an SRP sign-in and answers with whatever comes of it. */
export function startSrp(
  browser: Browser,
  { clientId }: UserPool,
  email: string,
  handshake?: SrpHandshake,
): Promise<Answer> {
  unanswered ??= new SrpHandshake();
  return callRelay(browser, 'InitiateAuth', {
    AuthFlow: 'USER_SRP_AUTH',
    ClientId: clientId,
    AuthParameters: { USERNAME: email, SRP_A: (handshake ?? unanswered).publicValue },
  });
}

/**
 * Goes through SRP with the relay: the password never leaves this process.
 *
 * @returns the last answer, whatever it is: the first, if that is no challenge
 */
export async function proveBySrp(
  browser: Browser,
  pool: UserPool,
  { email, password }: Account,
): Promise<Answer> {
  const handshake = new SrpHandshake();
  const started = await startSrp(browser, pool, email, handshake);
  const challenge = (jsonOf(started) as { ChallengeParameters?: SrpChallenge } | null)?.ChallengeParameters;
  if (!challenge) return started;
  return callRelay(browser, 'RespondToAuthChallenge', {
    ClientId: pool.clientId,
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeResponses: handshake.answer(challenge, pool.poolId.split('_')[1] ?? '', password),
  });
}

/**
 * Signs in by SRP.
 *
 * @returns the answer that completed the sign-in
 * @throws Error when the site does not sign this account in
 */
export async function signIn(browser: Browser, pool: UserPool, account: Account): Promise<Answer> {
  const answer = await proveBySrp(browser, pool, account);
  if (answer.status !== 200 || browser.ticket === '') {
    throw new Error(`the sign-in was refused with ${answer.status}: wrong password, or a second factor?`);
  }
  return answer;
}

/** Any credential satisfies the local AWS, as the SDK's own test values do. */
const LOCAL_CREDENTIAL =
  'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=00';

/** Makes an account in the local AWS that no other run knows. @throws Error when it refuses */
export async function makeLocalAccount(localAws: Site, { poolId }: UserPool): Promise<Account> {
  const account = { email: `attack.${randomUUID()}@example.com`, password: `Aa1!${randomUUID()}` };
  const user = { UserPoolId: poolId, Username: account.email };
  await administer(localAws, 'AdminCreateUser', {
    ...user,
    MessageAction: 'SUPPRESS',
    TemporaryPassword: account.password,
    UserAttributes: [
      { Name: 'email', Value: account.email },
      { Name: 'email_verified', Value: 'true' },
    ],
  });
  await administer(localAws, 'AdminSetUserPassword', {
    ...user,
    Password: account.password,
    Permanent: true,
  });
  return account;
}

async function administer(localAws: Site, operation: string, input: object): Promise<void> {
  const answer = await localAws.send({
    method: 'POST',
    path: '/',
    headers: {
      authorization: LOCAL_CREDENTIAL,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(input),
  });
  if (answer.status !== 200) throw new Error(`the local AWS refused ${operation} with ${answer.status}`);
}
