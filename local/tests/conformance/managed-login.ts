import { expect } from 'vitest';
import type { Body } from '../../testing/cognito';
import { Visitor } from '../support/visitor';
import { PASSWORD, type World } from './world';

export const CALLBACK = 'https://app.example/callback';
export const SIGNED_OUT = 'https://app.example/';

/** A client for managed login, as the API makes it. */
export const APP = {
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['code', 'implicit'],
  AllowedOAuthScopes: ['openid', 'email', 'profile', 'aws.cognito.signin.user.admin'],
  CallbackURLs: [CALLBACK, 'http://localhost:3000/cb', 'myapp://callback'],
  LogoutURLs: [SIGNED_OUT],
  SupportedIdentityProviders: ['COGNITO'],
};

type Parameters = Readonly<Record<string, string | undefined>>;

/** The query of a request to sign in; parameters that are undefined are left out. */
export function query(world: World, change: Parameters = {}): string {
  const all = {
    client_id: world.clientId,
    redirect_uri: CALLBACK,
    response_type: 'code',
    state: 's',
    ...change,
  };
  const given = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return new URLSearchParams(given).toString();
}

/** Opens the authorization endpoint in a browser of its own. */
export async function authorize(
  world: World,
  change: Parameters = {},
  visitor = new Visitor(world.local.url),
) {
  await visitor.open(`/oauth2/authorize?${query(world, change)}`);
  return visitor;
}

export const returned = (visitor: Visitor) => Object.fromEntries(visitor.shown.url.searchParams);

/** Signs a new user in on managed login. */
export async function signIn(world: World, change: Parameters = {}) {
  const user = await world.user({ name: 'Some Person' });
  const visitor = await authorize(world, change);
  await visitor.press('Sign in', { username: user.email, password: PASSWORD });
  return { ...user, visitor, ...returned(visitor) } as typeof user & { visitor: Visitor; code?: string };
}

export interface TokenAnswer {
  readonly status: number;
  readonly body: Body;
}

/** Posts to the token endpoint, as the world's client unless said otherwise. */
export async function token(world: World, fields: Record<string, string>): Promise<TokenAnswer> {
  const body = new URLSearchParams({ client_id: world.clientId, ...fields });
  const response = await fetch(`${world.local.url}/oauth2/token`, { method: 'POST', body });
  return { status: response.status, body: (await response.json()) as Body };
}

export const redeem = (world: World, code = '', change: Record<string, string> = {}) =>
  token(world, { grant_type: 'authorization_code', redirect_uri: CALLBACK, code, ...change });

/** The tokens of a new sign-in. */
export async function tokens(world: World, change: Parameters = {}): Promise<Body> {
  const { code } = await signIn(world, change);
  const answer = await redeem(world, code);
  expect(answer.status).toBe(200);
  return answer.body;
}

export const expectError = (visitor: Visitor, message: string) =>
  expect([visitor.shown.url.pathname, visitor.message]).toEqual(['/error', message]);
