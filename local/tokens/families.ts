import type { Clock } from '../clock';
import { CognitoError, notAuthorized } from '../errors';
import type { Client, TokenFamily, User } from '../model';
import type { Store } from '../state/store';

/** How often expired families are looked for, in sign-ins. */
const SWEEP_EVERY = 1000;

/**
 * The families of tokens, one per sign-in, and the rules of rotation: a refresh token is exchanged for the next
 * one; the one exchanged works again within the grace period, and what it gives is then the newest; anything
 * older is refused as reuse, without ending the family (conformance.md, "Refresh").
 */
export function createFamilies(store: Store, clock: Clock) {
  const table = store.table<TokenFamily, 'user'>('families', {
    key: (family) => family.id,
    indexes: { user: (family) => [`${family.poolId}/${family.sub}`] },
  });
  let opened = 0;

  const sweep = () => {
    for (const family of [...table.values()]) if (family.keepUntil <= clock.now()) table.delete(family.id);
  };

  const end = (family: TokenFamily) => table.put({ ...family, revokedAt: family.revokedAt ?? clock.now() });

  return {
    table,

    open(family: TokenFamily): TokenFamily {
      opened += 1;
      if (opened % SWEEP_EVERY === 0) sweep();
      return table.put(family);
    },

    /**
     * @returns the family as it is after this use of its refresh token.
     * @throws NotAuthorizedException revoked or expired; RefreshTokenReuseException rotated out.
     */
    use(family: TokenFamily, serial: number, client: Client): TokenFamily {
      if (family.revokedAt !== undefined) throw notAuthorized('Refresh Token has been revoked');
      const now = clock.now();
      if (family.refreshExpiresAt <= now) throw notAuthorized('Refresh Token has expired');
      const rotation = client.settings.RefreshTokenRotation;
      if (!isGoodYet(family, serial, now, (rotation?.RetryGracePeriodSeconds ?? 0) * 1000)) throw reuse();
      if (rotation?.Feature !== 'ENABLED') return family;
      return table.put({ ...family, newest: family.newest + 1, rotatedAt: exchanged(family, serial, now) });
    },

    /** Ends the family when this is the newest token or the sign-in's own; any other token changes nothing. */
    revoke(family: TokenFamily, serial: number): void {
      if (serial === family.newest || serial === 0) end(family);
    },

    end,

    endAllOf(user: Pick<User, 'poolId' | 'sub'>): void {
      for (const family of table.by('user', `${user.poolId}/${user.sub}`)) end(family);
    },
  };
}

/** The newest token, or one that was exchanged so recently that its answer may have been lost. */
function isGoodYet(family: TokenFamily, serial: number, now: number, graceMs: number): boolean {
  if (serial === family.newest) return true;
  const exchangedAt = family.rotatedAt[serial];
  return exchangedAt !== undefined && graceMs > 0 && now - exchangedAt <= graceMs;
}

/** The longest grace period that a client can have; what was exchanged before it can never come back. */
const LONGEST_GRACE_MS = 60_000;

function exchanged(family: TokenFamily, serial: number, now: number): Record<string, number> {
  const recent = Object.entries(family.rotatedAt).filter(([, at]) => now - at <= LONGEST_GRACE_MS);
  return { ...Object.fromEntries(recent), [serial]: family.rotatedAt[serial] ?? now };
}

const reuse = () => new CognitoError('RefreshTokenReuseException', 'Refresh token reuse detected');

export type Families = ReturnType<typeof createFamilies>;
