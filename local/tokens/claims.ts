import { createHash } from 'node:crypto';
import type { Client, Group, Pool, TokenFamily, User } from '../model';
import { attributesInScope } from './scope-attributes';

/** Everything that two tokens of one issue are made from. Times in seconds. */
export interface ClaimsInput {
  readonly pool: Pool;
  readonly client: Client;
  readonly user: User;
  /** The user's groups, most important first. */
  readonly groups: readonly Group[];
  readonly family: TokenFamily;
  readonly issuer: string;
  readonly eventId: string;
  readonly authTime: number;
  readonly issuedAt: number;
}

export type Claims = Record<string, unknown>;

function sharedClaims({ user, groups, family, issuer, authTime, issuedAt }: ClaimsInput): Claims {
  return {
    sub: user.sub,
    ...(groups.length > 0 && { 'cognito:groups': groups.map((group) => group.name) }),
    iss: issuer,
    origin_jti: family.id,
    auth_time: authTime,
    iat: issuedAt,
  };
}

/** @param expiresAt seconds. @param jti new for every token. */
export function accessClaims(input: ClaimsInput, expiresAt: number, jti: string): Claims {
  const { family, client, user, eventId } = input;
  const oauth = family.way === 'oauth';
  return {
    ...sharedClaims(input),
    ...(oauth && { version: 2 }),
    client_id: client.id,
    ...(family.resource && { aud: family.resource }),
    event_id: eventId,
    token_use: 'access',
    scope: oauth ? family.scopes.join(' ') : 'aws.cognito.signin.user.admin',
    exp: expiresAt,
    jti,
    username: user.username,
  };
}

/** @param accessToken the token issued beside it, which `at_hash` binds when they come from the domain. */
export function idClaims(input: ClaimsInput, expiresAt: number, jti: string, accessToken: string): Claims {
  const { family, client, user, groups, eventId } = input;
  const roles = groups.flatMap((group) => group.roleArn ?? []);
  return {
    ...sharedClaims(input),
    ...readableAttributes(client, user, family),
    ...(roles.length > 0 && { 'cognito:roles': roles, 'cognito:preferred_role': roles[0] }),
    ...(user.identities.length > 0 && { identities: user.identities.map(identityClaim) }),
    ...(family.way === 'oauth' && { at_hash: accessTokenHash(accessToken) }),
    ...(family.nonce && { nonce: family.nonce }),
    'cognito:username': user.username,
    aud: client.id,
    event_id: eventId,
    token_use: 'id',
    exp: expiresAt,
    jti,
  };
}

/** OpenID Connect Core §3.1.3.6: the left half of SHA-256 over the access token. */
const accessTokenHash = (accessToken: string) =>
  createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url');

/** Booleans in the token, strings everywhere else. */
const BOOLEAN_ATTRIBUTES = new Set(['email_verified', 'phone_number_verified']);

function readableAttributes(client: Client, user: User, { way, scopes }: TokenFamily): Claims {
  const readable = client.settings.ReadAttributes;
  const known = way === 'oauth' ? attributesInScope(user.attributes, scopes) : user.attributes;
  const entries = Object.entries(known).filter(
    ([name]) => name !== 'sub' && name !== 'identities' && (!readable || readable.includes(name)),
  );
  return Object.fromEntries(
    entries.map(([name, value]) => [name, BOOLEAN_ATTRIBUTES.has(name) ? value === 'true' : value]),
  );
}

function identityClaim(identity: User['identities'][number]) {
  return {
    userId: identity.userId,
    providerName: identity.providerName,
    providerType: identity.providerType,
    issuer: null,
    primary: String(identity.primary),
    dateCreated: String(identity.linkedAt),
  };
}
