import { decodeJwt, jwtVerify } from 'jose';
import type { Clock } from '../clock';
import type { Directory } from '../directory';
import { notAuthorized, userNotFound } from '../errors';
import type { Client, Pool, TokenFamily, User } from '../model';
import type { Users } from '../users';
import type { Families } from './families';
import type { Keys } from './signing-keys';

/** The scope that Cognito's own account operations need. */
export const ADMIN_SCOPE = 'aws.cognito.signin.user.admin';

export interface AccessTokenBearer {
  readonly user: User;
  readonly pool: Pool;
  readonly client: Client;
  readonly family: TokenFamily;
  readonly scopes: readonly string[];
}

interface Dependencies {
  readonly keys: Keys;
  readonly families: Families;
  readonly directory: Directory;
  readonly users: Users;
  readonly clock: Clock;
}

/**
 * Who this access token speaks for.
 * @param scope what it must allow; the one of Cognito's account operations unless said otherwise.
 * @throws NotAuthorizedException malformed, expired, revoked, without the scope, or of a disabled user;
 * UserNotFoundException when the user has been deleted.
 */
export async function checkAccessToken(
  { keys, families, directory, users, clock }: Dependencies,
  token: string,
  scope = ADMIN_SCOPE,
): Promise<AccessTokenBearer> {
  const claims = await verified(token, { keys, directory });
  if (claims.exp * 1000 <= clock.now()) throw notAuthorized('Access Token has expired');
  const family = families.table.get(claims.origin_jti);
  if (family?.poolId !== claims.poolId || family.revokedAt !== undefined)
    throw notAuthorized('Access Token has been revoked');
  const user = users.get(family.poolId, family.sub);
  if (!user) throw userNotFound();
  if (!user.enabled) throw notAuthorized('User is disabled.');
  const scopes = claims.scope.split(' ');
  if (!scopes.includes(scope)) throw notAuthorized('Access Token does not have required scopes');
  return {
    user,
    pool: directory.pool(family.poolId),
    client: directory.client(family.clientId),
    family,
    scopes,
  };
}

async function verified(token: string, { keys, directory }: Pick<Dependencies, 'keys' | 'directory'>) {
  try {
    // Only says whose keys to take: nothing of it is believed before they fit. Unknown pools have no keys.
    const poolId = decodeJwt(token).iss?.split('/').at(-1) ?? '';
    if (!directory.pools.get(poolId)) throw new Error('No such pool');
    const { access } = await keys.ofPool(poolId);
    // Expiry is ours to check: by the injected clock, and with an error of its own.
    const { payload } = await jwtVerify(token, access.publicKey, {
      algorithms: ['RS256'],
      currentDate: new Date(0),
    });
    const { exp, origin_jti, scope, token_use } = payload;
    if (token_use === 'access' && exp && typeof origin_jti === 'string' && typeof scope === 'string') {
      return { exp, origin_jti, scope, poolId };
    }
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
  }
  throw notAuthorized('Invalid Access Token');
}
