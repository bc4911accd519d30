import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { type Clock, seconds } from '../clock';
import type { Directory } from '../directory';
import type { Client, Pool, SignInWay, TokenFamily, User } from '../model';
import { tokenLifetimes } from '../settings/client';
import type { Controls } from '../test-controls/controls';
import type { Triggers } from '../triggers/triggers';
import type { Urls } from '../urls';
import { accessClaims, type Claims, type ClaimsInput, idClaims } from './claims';
import { askForOverrides, overridden } from './overrides';
import type { Keys, SigningKey } from './signing-keys';

export interface PairDependencies {
  readonly keys: Keys;
  readonly directory: Directory;
  readonly urls: Urls;
  readonly controls: Controls;
  readonly triggers: Triggers;
  readonly clock: Clock;
}

/** The client's lifetimes in seconds, or those that a test has put in their place. */
export function lifetimes({ controls }: Pick<PairDependencies, 'controls'>, client: Client) {
  const own = tokenLifetimes(client.settings);
  const { accessSeconds, idSeconds, refreshSeconds } = controls.validity;
  return {
    access: accessSeconds ?? own.access,
    id: idSeconds ?? own.id,
    refresh: refreshSeconds ?? own.refresh,
  };
}

export interface PairOwner {
  readonly pool: Pool;
  readonly client: Client;
  readonly user: User;
}

/** Signs the access token and the id token of a sign-in or a refresh. */
export async function signPair(
  deps: PairDependencies,
  { pool, client, user }: PairOwner,
  family: TokenFamily,
  occasion: SignInWay | 'refresh',
) {
  const life = lifetimes(deps, client);
  const issuedAt = seconds(deps.clock.now());
  const own: ClaimsInput = {
    pool,
    client,
    user,
    family,
    groups: groupsOf(deps.directory, user),
    issuer: deps.urls.issuer(pool.id),
    eventId: randomUUID(),
    authTime: seconds(family.authTime),
    issuedAt,
  };
  const { access, id, groups } = await askForOverrides(deps.triggers, own, occasion);
  const input = groups ? { ...own, groups: groups.map((name) => ({ ...NO_GROUP, name })) } : own;
  const keys = await deps.keys.ofPool(pool.id);
  const accessOwn = accessClaims(input, issuedAt + life.access, randomUUID());
  const accessToken = await sign(keys.access, overridden(accessOwn, access));
  const idOwn = idClaims(input, issuedAt + life.id, randomUUID(), accessToken);
  const idToken = await sign(keys.id, overridden(idOwn, id));
  return { accessToken, idToken, expiresIn: life.access, scopes: family.scopes };
}

/** A group that only a trigger has named. */
const NO_GROUP = { poolId: '', createdAt: 0, modifiedAt: 0 };

function groupsOf(directory: Directory, user: User) {
  return user.groups
    .flatMap((name) => directory.groups.get(`${user.poolId}/${name}`) ?? [])
    .sort((a, b) => (a.precedence ?? Number.MAX_SAFE_INTEGER) - (b.precedence ?? Number.MAX_SAFE_INTEGER));
}

/** Real tokens have exactly `kid` and `alg` in their header. */
const sign = (key: SigningKey, claims: Claims) =>
  new SignJWT(claims).setProtectedHeader({ kid: key.kid, alg: 'RS256' }).sign(key.privateKey);
