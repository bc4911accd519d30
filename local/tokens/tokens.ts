import { randomUUID } from 'node:crypto';
import { CognitoError, notAuthorized } from '../errors';
import type { Client, SignInWay, User } from '../model';
import type { Users } from '../users';
import { type AccessTokenBearer, checkAccessToken } from './access-token';
import type { Families } from './families';
import { openRefreshToken, sealRefreshToken } from './refresh-token';
import { lifetimes, type PairDependencies, type PairOwner, signPair } from './token-pair';

interface Dependencies extends PairDependencies {
  readonly families: Families;
  readonly users: Users;
}

export interface SignInGrant extends PairOwner {
  readonly way: SignInWay;
  /** What the access token will allow. Ignored for `api`, which always gives the admin scope alone. */
  readonly scopes: string[];
  readonly nonce?: string;
  /** Audience asked for by the `resource` parameter. */
  readonly resource?: string;
  /** When the user signed in, ms; now unless a managed-login session is older. */
  readonly authTime?: number;
}

export interface TokenSet {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
  /** Life of the access token in seconds. */
  readonly expiresIn: number;
  readonly scopes: readonly string[];
}

/** What a refresh gives: a refresh token only where the client rotates them. */
export type RefreshedTokens = Omit<TokenSet, 'refreshToken'> & { readonly refreshToken?: string };

/** Issues, refreshes, revokes and checks tokens. */
export function createTokens(deps: Dependencies) {
  const { families } = deps;
  return {
    /** Starts a family: the tokens of a completed sign-in. */
    issue: (grant: SignInGrant) => issue(deps, grant),

    /** Whose refresh token this is, if it is one of this client's. */
    ownerOf(refreshToken: string, client: Client): User | undefined {
      const family = familyOf(deps, refreshToken, client)?.family;
      return family && deps.users.get(family.poolId, family.sub);
    },

    /**
     * @throws NotAuthorizedException unknown, foreign, revoked or expired token, or user disabled or gone;
     * RefreshTokenReuseException rotated out and past the grace period.
     */
    refresh: (refreshToken: string, client: Client) => refresh(deps, refreshToken, client),

    /**
     * Ends the family of this refresh token. Unknown and already revoked tokens are fine.
     * @throws UnsupportedTokenTypeException for an access or id token.
     */
    revoke(token: string, client: Client): void {
      if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) {
        throw new CognitoError('UnsupportedTokenTypeException', 'Given token type is not supported.');
      }
      const known = familyOf(deps, token, client);
      if (known) families.revoke(known.family, known.serial);
    },

    /** Global sign-out: ends every family of the user. */
    revokeAllOf: (user: User) => families.endAllOf(user),

    /** See {@link checkAccessToken}. */
    check: (accessToken: string, scope?: string): Promise<AccessTokenBearer> =>
      checkAccessToken(deps, accessToken, scope),
  };
}

export type Tokens = ReturnType<typeof createTokens>;

async function issue(deps: Dependencies, grant: SignInGrant): Promise<TokenSet> {
  const { pool, client, user, way, nonce, resource } = grant;
  const life = lifetimes(deps, client);
  const now = deps.clock.now();
  const family = deps.families.open({
    id: randomUUID(),
    poolId: pool.id,
    clientId: client.id,
    sub: user.sub,
    way,
    scopes: way === 'api' ? ['aws.cognito.signin.user.admin'] : grant.scopes,
    nonce,
    resource,
    authTime: grant.authTime ?? now,
    refreshExpiresAt: now + life.refresh * 1000,
    keepUntil: now + (life.refresh + Math.max(life.access, life.id)) * 1000,
    newest: 0,
    rotatedAt: {},
  });
  const refreshToken = sealRefreshToken(deps.keys.seal, { family: family.id, serial: 0 });
  return { ...(await signPair(deps, grant, family, way)), refreshToken };
}

async function refresh(
  deps: Dependencies,
  refreshToken: string,
  client: Client,
): Promise<RefreshedTokens & { readonly user: User }> {
  const known = familyOf(deps, refreshToken, client);
  if (!known) throw notAuthorized('Invalid Refresh Token');
  const user = deps.users.get(known.family.poolId, known.family.sub);
  if (!user) throw notAuthorized('Refresh Token has been revoked');
  if (!user.enabled) throw notAuthorized('User is disabled.');
  const family = deps.families.use(known.family, known.serial, client);
  const pool = deps.directory.pool(family.poolId);
  const tokens = await signPair(deps, { pool, client, user }, family, 'refresh');
  if (family === known.family) return { ...tokens, user };
  const rotated = sealRefreshToken(deps.keys.seal, { family: family.id, serial: family.newest });
  return { ...tokens, user, refreshToken: rotated };
}

/** The family that a refresh token belongs to, and which of its tokens this is; undefined unless the client's. */
function familyOf({ keys, families }: Dependencies, refreshToken: string, client: Client) {
  const content = openRefreshToken(keys.seal, refreshToken);
  const family = content && families.table.get(content.family);
  return content && family?.clientId === client.id ? { family, serial: content.serial } : undefined;
}
