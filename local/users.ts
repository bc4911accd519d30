import { randomUUID } from 'node:crypto';
import type { Clock } from './clock';
import { userNotFound } from './errors';
import type { LinkedIdentity, Pool, User, UserStatus } from './model';
import type { Store } from './state/store';

/** Usernames and e-mail addresses as they are compared in this pool. */
export const folded = (pool: Pool, name: string) =>
  pool.settings.UsernameConfiguration.CaseSensitive ? name : name.toLowerCase();

export interface NewUser {
  readonly pool: Pool;
  /** Left out where the pool signs in by e-mail or phone: the username is then the `sub`. */
  readonly username?: string;
  readonly status: UserStatus;
  readonly attributes: Record<string, string>;
  readonly identities?: LinkedIdentity[];
}

/** Keys of the name index; both spellings, since the index is not told which pool folds. */
const nameKeys = (user: User) => {
  const names = [user.username, ...aliases(user)];
  return names.flatMap((name) => [`${user.poolId}/=${name}`, `${user.poolId}/~${name.toLowerCase()}`]);
};

function aliases({ attributes }: User): string[] {
  return ['email', 'phone_number', 'preferred_username'].flatMap((name) => attributes[name] ?? []);
}

function userTable(store: Store) {
  return store.table<User, 'name' | 'pool' | 'identity' | 'group'>('users', {
    key: (user) => `${user.poolId}/${user.sub}`,
    indexes: {
      name: nameKeys,
      pool: (user) => [user.poolId],
      identity: (user) => user.identities.map((one) => `${user.poolId}/${one.providerName}/${one.userId}`),
      group: (user) => user.groups.map((group) => `${user.poolId}/${group}`),
    },
  });
}

type UserTable = ReturnType<typeof userTable>;

/** The users of all pools. */
export function createUsers(store: Store, clock: Clock) {
  const table = userTable(store);

  return {
    table,

    /** By `sub`. */
    get: (poolId: string, sub: string) => table.get(`${poolId}/${sub}`),

    /** By whatever may be typed at sign-in: username, or e-mail address, phone number or preferred name where allowed. */
    find: (pool: Pool, name: string) => find(table, pool, name),

    /** @throws UserNotFoundException */
    require(pool: Pool, name: string): User {
      const user = find(table, pool, name);
      if (!user) throw userNotFound();
      return user;
    },

    /** Everyone with this value as username or in an attribute that could be an alias. */
    named: (pool: Pool, name: string) => named(table, pool, name),

    byIdentity: (poolId: string, provider: string, userId: string) =>
      table.first('identity', `${poolId}/${provider}/${userId}`),

    inPool: (poolId: string) => table.by('pool', poolId),

    inGroup: (poolId: string, group: string) => table.by('group', `${poolId}/${group}`),

    /** Makes and keeps a user. Whether the name is free is for the caller to have checked. */
    create: (user: NewUser): User => table.put(newUser(user, clock.now())),

    /** Puts the changed user in place of the one known so far. */
    update(user: User, change: Partial<User>): User {
      return table.put({ ...user, ...change, modifiedAt: clock.now() });
    },

    remove(user: User): void {
      table.delete(`${user.poolId}/${user.sub}`);
    },
  };
}

export type Users = ReturnType<typeof createUsers>;

function named(table: UserTable, pool: Pool, name: string): User[] {
  const caseSensitive = pool.settings.UsernameConfiguration.CaseSensitive;
  return table.by('name', caseSensitive ? `${pool.id}/=${name}` : `${pool.id}/~${name.toLowerCase()}`);
}

function find(table: UserTable, pool: Pool, name: string): User | undefined {
  const candidates = named(table, pool, name);
  const same = (a: string) => folded(pool, a) === folded(pool, name);
  return (
    candidates.find((user) => same(user.username)) ??
    candidates.find((user) => signInNames(pool, user).some(same)) ??
    table.get(`${pool.id}/${name}`)
  );
}

function newUser({ pool, username, status, attributes, identities = [] }: NewUser, now: number): User {
  const sub = randomUUID();
  return {
    poolId: pool.id,
    sub,
    username: username ?? sub,
    status,
    enabled: true,
    createdAt: now,
    modifiedAt: now,
    attributes: { sub, ...attributes },
    pendingAttributes: {},
    mfa: { enabled: [] },
    passkeys: [],
    identities,
    groups: [],
  };
}

/**
 * The attributes of this user that work at sign-in. Username attributes work before they are verified, aliases
 * only once they are (developer guide, "Customizing sign-in attributes").
 */
function signInNames(pool: Pool, { attributes, status }: User): string[] {
  // Federated users are known by username alone: their address may be that of a native user too.
  if (status === 'EXTERNAL_PROVIDER') return [];
  const { UsernameAttributes = [], AliasAttributes = [] } = pool.settings;
  const direct = UsernameAttributes.flatMap((name) => attributes[name] ?? []);
  const verified = AliasAttributes.filter(
    (name) => name === 'preferred_username' || attributes[`${name}_verified`] === 'true',
  );
  return [...direct, ...verified.flatMap((name) => attributes[name] ?? [])];
}
