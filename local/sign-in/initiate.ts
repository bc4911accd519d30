import { requireSecretHash } from '../client-secret';
import { invalidParameter } from '../errors';
import type { Client } from '../model';
import type { Needs } from '../services';
import { identify } from './identify';
import { authenticationResult } from './result';
import { startHandshake } from './srp-handshake';
import type { Step } from './step';

export const AUTH_FLOW_NAMES = [
  'USER_SRP_AUTH',
  'REFRESH_TOKEN_AUTH',
  'REFRESH_TOKEN',
  'CUSTOM_AUTH',
  'USER_PASSWORD_AUTH',
  'USER_AUTH',
] as const;

type Flow = (typeof AUTH_FLOW_NAMES)[number];
type Parameters = Readonly<Record<string, string>>;
type Used = Needs<'directory' | 'users' | 'tokens' | 'challenges' | 'keys' | 'lockout' | 'clock'>;

interface Initiation {
  readonly client: Client;
  readonly flow: Flow;
  readonly parameters: Parameters;
}

/** Starts a sign-in. @throws InvalidParameterException for a flow that the client does not allow */
export async function initiate(services: Used, { client, flow, parameters }: Initiation): Promise<object> {
  requireFlow(client, flow);
  return authenticationResult(services, await FLOWS[flow](services, client, parameters));
}

const FLOWS: Record<Flow, (services: Used, client: Client, parameters: Parameters) => Step | Promise<Step>> =
  {
    USER_SRP_AUTH: srp,
    REFRESH_TOKEN_AUTH: notServed,
    REFRESH_TOKEN: notServed,
    CUSTOM_AUTH: notServed,
    USER_PASSWORD_AUTH: notServed,
    USER_AUTH: notServed,
  };

function notServed(): never {
  throw invalidParameter('The local AWS does not serve this flow.');
}

function srp(services: Used, client: Client, parameters: Parameters): Step {
  const username = required(parameters, 'USERNAME');
  const srpA = required(parameters, 'SRP_A');
  requireSecretHash(client, parameters.SECRET_HASH, username);
  const pool = services.directory.pool(client.poolId);
  const identified = identify(services, { pool, client, username });
  const challenge = startHandshake(services, { pool, client, identified, srpA });
  return { kind: 'challenge', name: 'PASSWORD_VERIFIER', parameters: challenge };
}

/** @throws InvalidParameterException */
export function required(parameters: Parameters, name: string): string {
  const value = parameters[name];
  if (!value) throw invalidParameter(`Missing required parameter ${name}`);
  return value;
}

/** Rotation takes REFRESH_TOKEN_AUTH away (developer guide, "Refresh token rotation"). */
function requireFlow(client: Client, flow: Flow): void {
  const allowed: readonly string[] = client.settings.ExplicitAuthFlows;
  const name = flow === 'REFRESH_TOKEN' ? 'REFRESH_TOKEN_AUTH' : flow;
  const rotates = client.settings.RefreshTokenRotation?.Feature === 'ENABLED';
  if (name === 'REFRESH_TOKEN_AUTH' && rotates) throw flowNotEnabled(name);
  if (!allowed.includes(`ALLOW_${name}`) && !allowed.includes(name)) throw flowNotEnabled(name);
}

const flowNotEnabled = (flow: string) => invalidParameter(`${flow} flow not enabled for this client`);
