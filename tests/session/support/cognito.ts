import { randomUUID } from 'node:crypto';
import { type CognitoClient, expiryOf } from '../../../lib/auth/cognito';
import type { Tokens } from '../../../lib/session/identity-provider';
import type { Identity } from '../../../lib/session/session';
import { type Answer, type Body, Cognito } from '../../../local/testing/cognito';
import type { Fault } from '../../../local/testing/control';
import { startLocalAws, type TestLocalAws } from '../../support/local-aws';

export const PRELOAD = new URL('../../../local/preload.mjs', import.meta.url).href;

const PASSWORD = 'Correct-Horse-9!';
/** More often than any test asks. */
const ALWAYS = 1_000_000;

/** A local AWS as the session engine meets it: users, their tokens, and what becomes of them. */
export class TestCognito {
  static #started = false;

  private constructor(
    readonly aws: TestLocalAws,
    private readonly api: Cognito,
    private readonly poolId: string,
    readonly client: CognitoClient,
  ) {}

  /**
   * In the pool of `amplify/`, with an app client of its own. At most one a test file: tokens bear the real issuer,
   * whose keys the preload fetches from this one, here and in every process that is started from here.
   */
  static async start(): Promise<TestCognito> {
    if (TestCognito.#started) throw new Error('this test file has a local AWS already: pass it on');
    TestCognito.#started = true;
    const aws = await startLocalAws();
    process.env.LOCAL_AWS_PORT = `${aws.port}`;
    await import(/* @vite-ignore */ PRELOAD);
    const endpoint = `${aws.url}/`;
    const api = new Cognito(endpoint);
    const UserPoolId: string = (await api.adminOk('ListUserPools', { MaxResults: 1 })).UserPools[0].Id;
    const { UserPoolClient } = await api.adminOk('CreateUserPoolClient', { UserPoolId, ...settings(60) });
    const issuer = `https://cognito-idp.${UserPoolId.split('_')[0]}.amazonaws.com/${UserPoolId}`;
    return new TestCognito(aws, api, UserPoolId, { endpoint, clientId: UserPoolClient.ClientId, issuer });
  }

  stop(): Promise<void> {
    return this.aws.stop();
  }

  /** An administrator's operation on the pool, which must succeed. */
  admin(operation: string, input: object): Promise<Body> {
    return this.api.adminOk(operation, { UserPoolId: this.poolId, ...input });
  }

  /** Somebody new. */
  async person(): Promise<Identity> {
    const email = `${randomUUID()}@example.com`;
    const { User } = await this.admin('AdminCreateUser', {
      Username: email,
      MessageAction: 'SUPPRESS',
      TemporaryPassword: PASSWORD,
      UserAttributes: [{ Name: 'email_verified', Value: 'true' }],
    });
    const sub: string = User.Username;
    await this.admin('AdminSetUserPassword', { Username: sub, Password: PASSWORD, Permanent: true });
    return { sub, username: sub, email, emailVerified: true, name: null, picture: null, groups: [] };
  }

  /** The tokens of a sign-in. @param accessLifeMs what to say of the access token, in place of the truth */
  async signIn({ username }: Identity, accessLifeMs?: number): Promise<Tokens> {
    const { AuthenticationResult: result } = await this.admin('AdminInitiateAuth', {
      ClientId: this.client.clientId,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: username, PASSWORD },
    });
    const { AccessToken: accessToken, IdToken: idToken, RefreshToken: refreshToken } = result;
    const accessExpiresAt = accessLifeMs === undefined ? expiryOf(accessToken) : Date.now() + accessLifeMs;
    return { accessToken, idToken, refreshToken, accessExpiresAt };
  }

  /** An identity pool for the users of this app client. @returns its id */
  async newIdentityPool(): Promise<string> {
    const { clientId: ClientId, issuer } = this.client;
    const answer = await fetch(this.client.endpoint, {
      method: 'POST',
      headers: {
        'x-amz-target': 'AWSCognitoIdentityService.CreateIdentityPool',
        authorization: 'AWS4-HMAC-SHA256 of tests',
      },
      body: JSON.stringify({
        IdentityPoolName: 'session tests',
        AllowUnauthenticatedIdentities: false,
        CognitoIdentityProviders: [{ ClientId, ProviderName: issuer.replace('https://', '') }],
      }),
    });
    const { IdentityPoolId } = (await answer.json()) as { IdentityPoolId: string };
    return IdentityPoolId;
  }

  /** Uses a refresh token, as anyone who has it could. */
  refresh(refreshToken: string): Promise<Answer> {
    const input = { RefreshToken: refreshToken, ClientId: this.client.clientId };
    return this.api.call('GetTokensFromRefreshToken', input);
  }

  async revoke(refreshToken: string): Promise<void> {
    await this.api.ok('RevokeToken', { Token: refreshToken, ClientId: this.client.clientId });
  }

  /** Whether the sign-in of these tokens, with all that were refreshed from them, is over. Changes nothing. */
  async isRevoked({ accessToken }: Tokens): Promise<boolean> {
    const { status, body } = await this.api.call('GetUser', { AccessToken: accessToken });
    if (status === 200) return false;
    if (body.message === 'Access Token has been revoked') return true;
    throw new Error(`GetUser was refused: ${JSON.stringify(body)}`);
  }

  /** For how many seconds a refresh token that was rotated out may be used again. */
  async setGrace(seconds: number): Promise<void> {
    await this.admin('UpdateUserPoolClient', { ClientId: this.client.clientId, ...settings(seconds) });
  }

  /** Whatever the engine asks goes wrong in this way, until {@link recover}. */
  async misbehave(fault: Omit<Fault, 'operation' | 'times'>): Promise<void> {
    await this.recover();
    for (const operation of ['GetTokensFromRefreshToken', 'RevokeToken']) {
      await this.aws.control.injectFault({ ...fault, operation, times: ALWAYS });
    }
  }

  recover(): Promise<void> {
    return this.aws.control.clearFaults();
  }

  /** How many refreshes have been asked for so far. */
  async refreshes(): Promise<number> {
    return (await this.aws.control.requestCounts()).GetTokensFromRefreshToken ?? 0;
  }
}

const settings = (graceSeconds: number) => ({
  ClientName: 'session tests',
  ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'],
  RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: graceSeconds },
});
