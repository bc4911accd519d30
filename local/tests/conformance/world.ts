import { expect } from 'vitest';
import type { LocalAws } from '../../server';
import { type Answer, type Body, Cognito } from '../../testing/cognito';

export const PASSWORD = 'Correct-Horse-9!';

let people = 0;

export interface TestUser {
  readonly sub: string;
  readonly email: string;
}

export interface Tokens {
  readonly AccessToken: string;
  readonly IdToken: string;
  readonly RefreshToken: string;
}

/** A pool of its own for one row, made by Cognito's own API: e-mail sign-in, letter case ignored, all flows. */
export class World {
  readonly cognito: Cognito;
  poolId = '';
  clientId = '';

  private constructor(readonly local: LocalAws) {
    this.cognito = new Cognito(local.url);
  }

  static async create(local: LocalAws, setting: Setting = {}): Promise<World> {
    const world = new World(local);
    const { UserPool } = await world.cognito.adminOk('CreateUserPool', {
      PoolName: 'conformance',
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
      ...setting.pool,
    });
    world.poolId = UserPool.Id;
    if (setting.mfa)
      await world.cognito.adminOk('SetUserPoolMfaConfig', { UserPoolId: world.poolId, ...setting.mfa });
    world.clientId = (await world.client(setting.client)).ClientId;
    return world;
  }

  /** A further client of the pool. */
  async client(settings: object = {}): Promise<Body> {
    const { UserPoolClient } = await this.cognito.adminOk('CreateUserPoolClient', {
      UserPoolId: this.poolId,
      ClientName: 'conformance',
      PreventUserExistenceErrors: 'ENABLED',
      ExplicitAuthFlows: FLOWS,
      ...settings,
    });
    return UserPoolClient;
  }

  call = (operation: string, input: object) =>
    this.cognito.call(operation, { ClientId: this.clientId, ...input });
  ok = (operation: string, input: object) =>
    this.cognito.ok(operation, { ClientId: this.clientId, ...input });
  admin = (operation: string, input: object) =>
    this.cognito.admin(operation, { UserPoolId: this.poolId, ...input });
  adminOk = (operation: string, input: object) =>
    this.cognito.adminOk(operation, { UserPoolId: this.poolId, ...input });
  /** For operations that take nothing but tokens. */
  withToken = (operation: string, input: object) => this.cognito.call(operation, input);

  newEmail = () => `person${++people}@example.com`;

  signUp(email: string, input: object = {}): Promise<Answer> {
    return this.call('SignUp', {
      Username: email,
      Password: PASSWORD,
      UserAttributes: [{ Name: 'email', Value: email }],
      ...input,
    });
  }

  /** Someone with a lasting password and a verified e-mail address. */
  async user(attributes: Record<string, string> = {}): Promise<TestUser> {
    const email = this.newEmail();
    const all = { email, email_verified: 'true', ...attributes };
    const { User } = await this.adminOk('AdminCreateUser', {
      Username: email,
      MessageAction: 'SUPPRESS',
      TemporaryPassword: PASSWORD,
      UserAttributes: Object.entries(all).map(([Name, Value]) => ({ Name, Value })),
    });
    await this.adminOk('AdminSetUserPassword', { Username: email, Password: PASSWORD, Permanent: true });
    return { sub: User.Username, email };
  }

  signIn(username: string, password = PASSWORD, clientId = this.clientId): Promise<Answer> {
    return this.cognito.call('InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: clientId,
      AuthParameters: { USERNAME: username, PASSWORD: password },
    });
  }

  async tokens(username: string, clientId = this.clientId): Promise<Tokens> {
    const { body } = await this.signIn(username, PASSWORD, clientId);
    return body.AuthenticationResult;
  }

  respond(
    challenge: string,
    session: string | undefined,
    responses: Record<string, string>,
  ): Promise<Answer> {
    return this.call('RespondToAuthChallenge', {
      ChallengeName: challenge,
      Session: session,
      ChallengeResponses: responses,
    });
  }

  refresh(refreshToken: string, clientId = this.clientId): Promise<Answer> {
    return this.cognito.call('GetTokensFromRefreshToken', { RefreshToken: refreshToken, ClientId: clientId });
  }

  /** The newest code sent to this address. */
  code(email: string): string {
    return this.local.services.mailbox.list(email)[0]?.code ?? 'none was sent';
  }

  async advance(ms: number): Promise<void> {
    await fetch(`${this.local.url}/__test/clock`, {
      method: 'POST',
      body: JSON.stringify({ advanceMs: ms }),
    });
  }

  /** The local AWS's time, ms. */
  now = () => this.local.services.clock.now();
}

export interface Setting {
  readonly pool?: object;
  readonly mfa?: object;
  readonly client?: object;
}

const FLOWS = [
  'ALLOW_USER_SRP_AUTH',
  'ALLOW_USER_PASSWORD_AUTH',
  'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  'ALLOW_USER_AUTH',
  'ALLOW_REFRESH_TOKEN_AUTH',
];

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A refusal with HTTP 400, this type, and this message if one is given. */
export function expectRefused(answer: Answer, type: string, message?: string | RegExp): void {
  expect({ status: answer.status, type: answer.body.__type }).toEqual({ status: 400, type });
  if (message instanceof RegExp) expect(answer.body.message).toMatch(message);
  else if (message !== undefined) expect(answer.body.message).toBe(message);
}

export const claimsOf = (token: string): Body =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

export const attributesOf = (list: { Name: string; Value: string }[]): Record<string, string> =>
  Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));
