import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { type Clock, seconds } from '../clock';
import type { Controls } from '../controls';
import type { Directory } from '../directory';
import { CognitoError, notAuthorized } from '../errors';
import type { Keys, SigningKey } from '../keys';
import type { Client, Pool, SignInWay, TokenFamily, User } from '../model';
import { tokenLifetimes } from '../settings/client';
import type { Triggers } from '../triggers/triggers';
import type { Urls } from '../urls';
import type { Users } from '../users';
import { type AccessTokenBearer, checkAccessToken } from './access-token';
import { accessClaims, type Claims, type ClaimsInput, idClaims } from './claims';
import type { Families } from './families';
import { askForOverrides, overridden } from './overrides';
import { openRefreshToken, sealRefreshToken } from './refresh-token';

interface Dependencies {
  readonly keys: Keys;
  readonly families: Families;
  readonly directory: Directory;
  readonly users: Users;
  readonly urls: Urls;
  readonly controls: Controls;
  readonly triggers: Triggers;
  readonly clock: Clock;
}

export interface SignInGrant {
  readonly pool: Pool;
  readonly client: Client;
  readonly user: User;
  readonly way: SignInWay;
  /** What the access token will allow. Ignored for `api`, which always gives the admin scope alone. */
  readonly scopes: string[];
  readonly nonce?: string;
  /** Audience asked for by the `resource` parameter. */
  readonly resource?: string;
  /** When the person signed in, ms; now unless a managed-login session is older. */
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
  const { keys, families, directory, users, controls, clock } = deps;

  const lifetimes = (client: Client) => {
    const own = tokenLifetimes(client.settings);
    const { accessSeconds, idSeconds, refreshSeconds } = controls.validity;
    return {
      access: accessSeconds ?? own.access,
      id: idSeconds ?? own.id,
      refresh: refreshSeconds ?? own.refresh,
    };
  };

  const pair = async (
    { pool, client, user }: Pick<SignInGrant, 'pool' | 'client' | 'user'>,
    family: TokenFamily,
    occasion: SignInWay | 'refresh',
  ) => {
    const life = lifetimes(client);
    const issuedAt = seconds(clock.now());
    const own: ClaimsInput = {
      pool,
      client,
      user,
      family,
      groups: groupsOf(directory, user),
      issuer: deps.urls.issuer(pool.id),
      eventId: randomUUID(),
      authTime: seconds(family.authTime),
      issuedAt,
    };
    const { access, id, groups } = await askForOverrides(deps.triggers, own, occasion);
    const input = groups ? { ...own, groups: groups.map((name) => ({ ...NO_GROUP, name })) } : own;
    const accessOwn = accessClaims(input, issuedAt + life.access, randomUUID());
    const accessToken = await sign(keys.access, overridden(accessOwn, access));
    const idOwn = idClaims(input, issuedAt + life.id, randomUUID(), accessToken);
    const idToken = await sign(keys.id, overridden(idOwn, id));
    return { accessToken, idToken, expiresIn: life.access, scopes: family.scopes };
  };

  return {
    /** Starts a family: the tokens of a completed sign-in. */
    async issue(grant: SignInGrant): Promise<TokenSet> {
      const { pool, client, user, way, nonce, resource } = grant;
      const life = lifetimes(client);
      const now = clock.now();
      const family = families.open({
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
      const refreshToken = sealRefreshToken(keys.seal, { family: family.id, serial: 0 });
      return { ...(await pair(grant, family, way)), refreshToken };
    },

    /** Whose refresh token this is, if it is one of this client's. */
    ownerOf(refreshToken: string, client: Client): User | undefined {
      const content = openRefreshToken(keys.seal, refreshToken);
      const family = content && families.table.get(content.family);
      return family?.clientId === client.id ? users.get(family.poolId, family.sub) : undefined;
    },

    /**
     * @throws NotAuthorizedException unknown, foreign, revoked or expired token, or user disabled or gone;
     * RefreshTokenReuseException rotated out and past the grace period.
     */
    async refresh(refreshToken: string, client: Client): Promise<RefreshedTokens & { readonly user: User }> {
      const content = openRefreshToken(keys.seal, refreshToken);
      const known = content && families.table.get(content.family);
      if (!content || known?.clientId !== client.id) throw notAuthorized('Invalid Refresh Token');
      const user = users.get(known.poolId, known.sub);
      if (!user) throw notAuthorized('Refresh Token has been revoked');
      if (!user.enabled) throw notAuthorized('User is disabled.');
      const family = families.use(known, content.serial, client);
      const tokens = await pair({ pool: directory.pool(family.poolId), client, user }, family, 'refresh');
      if (family === known) return { ...tokens, user };
      return {
        ...tokens,
        user,
        refreshToken: sealRefreshToken(keys.seal, { family: family.id, serial: family.newest }),
      };
    },

    /**
     * Ends the family of this refresh token. Unknown and already revoked tokens are fine.
     * @throws UnsupportedTokenTypeException for an access or id token.
     */
    revoke(token: string, client: Client): void {
      if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) {
        throw new CognitoError('UnsupportedTokenTypeException', 'Given token type is not supported.');
      }
      const content = openRefreshToken(keys.seal, token);
      const family = content && families.table.get(content.family);
      if (content && family?.clientId === client.id) families.revoke(family, content.serial);
    },

    /** Global sign-out: ends every family of the user. */
    revokeAllOf: (user: User) => families.endAllOf(user),

    /** See {@link checkAccessToken}. */
    check: (accessToken: string, scope?: string): Promise<AccessTokenBearer> =>
      checkAccessToken(deps, accessToken, scope),
  };
}

export type Tokens = ReturnType<typeof createTokens>;

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
