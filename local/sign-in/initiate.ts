import { requireSecretHash } from '../client-secret';
import { invalidParameter, notAuthorized } from '../errors';
import { requiredText } from '../input';
import type { Client } from '../model';
import type { Needs } from '../services';
import { afterPassword } from './after-password';
import { withSession } from './challenge-session';
import type { Step } from './challenges';
import { checkPassword } from './check-password';
import { choose } from './first-factor';
import { identify } from './identify';
import { authenticationResult, tokenResult } from './result';
import { startHandshake } from './srp-handshake';

export const AUTH_FLOW_NAMES = [
  'USER_SRP_AUTH',
  'REFRESH_TOKEN_AUTH',
  'REFRESH_TOKEN',
  'CUSTOM_AUTH',
  'USER_PASSWORD_AUTH',
  'USER_AUTH',
  'ADMIN_USER_PASSWORD_AUTH',
  'ADMIN_NO_SRP_AUTH',
] as const;

type Flow = (typeof AUTH_FLOW_NAMES)[number];
type Parameters = Readonly<Record<string, string>>;

export type InitiateServices = Needs<
  'directory' | 'users' | 'tokens' | 'challenges' | 'keys' | 'lockout' | 'clock' | 'codes'
>;

export interface Initiation {
  readonly client: Client;
  readonly flow: Flow;
  readonly parameters: Parameters;
  /** From the sign-up operations: signs in who has just confirmed. */
  readonly session?: string;
}

/**
 * Starts a sign-in, or refreshes one.
 * @returns the wire's answer.
 * @throws InvalidParameterException for a flow that the client does not allow
 */
export async function initiate(services: InitiateServices, initiation: Initiation): Promise<object> {
  const flow = CANONICAL[initiation.flow] ?? initiation.flow;
  requireFlow(initiation.client, flow);
  if (flow === 'REFRESH_TOKEN_AUTH') return refresh(services, initiation);
  return authenticationResult(services, await start(services, flow, initiation));
}

/** Older names of the same flows. */
const CANONICAL: { readonly [flow in Flow]?: Flow } = {
  REFRESH_TOKEN: 'REFRESH_TOKEN_AUTH',
  ADMIN_NO_SRP_AUTH: 'ADMIN_USER_PASSWORD_AUTH',
};

/** Before 2019 a client allowed flows by these names. */
const OLD_PERMISSION: { readonly [flow in Flow]?: string } = {
  ADMIN_USER_PASSWORD_AUTH: 'ADMIN_NO_SRP_AUTH',
  USER_PASSWORD_AUTH: 'USER_PASSWORD_AUTH',
  CUSTOM_AUTH: 'CUSTOM_AUTH_FLOW_ONLY',
};

function requireFlow({ settings }: Client, flow: Flow): void {
  const allowed: readonly string[] = settings.ExplicitAuthFlows;
  // Rotation takes the old refresh flow away (developer guide, "Refresh token rotation").
  const rotatedAway = flow === 'REFRESH_TOKEN_AUTH' && settings.RefreshTokenRotation?.Feature === 'ENABLED';
  if (!rotatedAway && (allowed.includes(`ALLOW_${flow}`) || allowed.includes(OLD_PERMISSION[flow] ?? '')))
    return;
  throw invalidParameter(`${flow} flow not enabled for this client`);
}

function start(services: InitiateServices, flow: Flow, initiation: Initiation): Step | Promise<Step> {
  const { client, parameters, session } = initiation;
  const username = requiredText(parameters, 'USERNAME');
  requireSecretHash(client, parameters.SECRET_HASH, username);
  const pool = services.directory.pool(client.poolId);
  if (flow === 'CUSTOM_AUTH')
    throw invalidParameter('Custom auth lambda trigger is not configured for the user pool.');
  if (flow === 'USER_PASSWORD_AUTH' || flow === 'ADMIN_USER_PASSWORD_AUTH') {
    const password = requiredText(parameters, 'PASSWORD');
    return afterPassword(services, {
      pool,
      client,
      user: checkPassword(services, { pool, client, username, password }),
    });
  }
  if (flow === 'USER_AUTH' && session !== undefined) return signedUp(services, client, session, username);
  const identified = identify(services, { pool, client, username });
  if (flow === 'USER_AUTH') {
    return choose(services, { pool, client, identified }, parameters.PREFERRED_CHALLENGE, parameters);
  }
  const srpA = requiredText(parameters, 'SRP_A');
  const challenge = startHandshake(services, { pool, client, identified, srpA });
  return { kind: 'challenge', name: 'PASSWORD_VERIFIER', parameters: challenge };
}

function signedUp(
  services: InitiateServices,
  client: Client,
  session: string,
  username: string,
): Promise<Step> {
  return withSession(services, session, (open) => {
    const pool = services.directory.pool(client.poolId);
    const user = services.users.find(pool, username);
    if (open.name !== 'SIGNED_UP' || open.clientId !== client.id || !user || user.sub !== open.sub) {
      throw notAuthorized('Invalid session for the user.');
    }
    return afterPassword(services, { pool, client, user });
  });
}

async function refresh({ tokens }: InitiateServices, { client, parameters }: Initiation): Promise<object> {
  const refreshToken = requiredText(parameters, 'REFRESH_TOKEN');
  if (client.secret !== undefined) {
    const { username = '', sub = '' } = tokens.ownerOf(refreshToken, client) ?? {};
    requireSecretHash(client, parameters.SECRET_HASH, username, sub);
  }
  return { ...tokenResult(await tokens.refresh(refreshToken, client)), ChallengeParameters: {} };
}
