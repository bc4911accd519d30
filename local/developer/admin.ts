import type { Hono } from 'hono';
import type { Pool, User } from '../model';
import { adminPage, type SessionRow, type UserRow } from '../pages/admin';
import type { Needs } from '../services';

type Used = 'clock' | 'controls' | 'directory' | 'families' | 'loginSessions' | 'users';

/** A page stays readable and quick with fifty thousand users in the pool. */
const MOST_ROWS = 100;

/** `GET /admin?pool=`: users, groups, sessions and the latest requests of a pool. */
export function registerAdmin(app: Hono, services: Needs<Used>): void {
  app.get('/', (context) => context.redirect('/admin'));
  app.get('/admin', (context) => {
    const pools = [...services.directory.pools.values()];
    const pool = pools.find(({ id }) => id === context.req.query('pool')) ?? pools[0];
    const people = pool ? services.users.inPool(pool.id) : [];
    return context.html(
      adminPage({
        pools: pools.map(({ id }) => ({ id, current: id === pool?.id })),
        users: people.slice(0, MOST_ROWS).map(userRow),
        userCount: people.length,
        groups: pool ? groupRows(pool, services) : [],
        sessions: pool ? sessionRows(pool, services) : [],
        log: services.controls.log
          .slice(-MOST_ROWS)
          .reverse()
          .map((entry) => ({ ...entry, user: entry.username })),
      }),
    );
  });
}

const nameOf = ({ attributes, username }: User) => attributes.email ?? attributes.phone_number ?? username;

function userRow(user: User): UserRow {
  const { username, status, enabled, groups, createdAt } = user;
  return { name: nameOf(user), username, status, enabled, groups, factors: factors(user), createdAt };
}

function factors({ password, softwareToken, passkeys, identities }: User): string[] {
  return [
    ...(password ? ['password'] : []),
    ...(softwareToken?.verified ? ['authenticator'] : []),
    ...(passkeys.length > 0 ? [passkeys.length === 1 ? 'passkey' : `${passkeys.length} passkeys`] : []),
    ...identities.map(({ providerName }) => providerName),
  ];
}

function groupRows(pool: Pool, { directory, users }: Needs<'directory' | 'users'>) {
  return directory.groups
    .by('pool', pool.id)
    .map(({ name }) => ({ name, members: users.inGroup(pool.id, name).length }));
}

/** The sign-ins that still give tokens, and the browsers that managed login remembers, newest first. */
function sessionRows(pool: Pool, services: Needs<Used>): SessionRow[] {
  const { clock, families, loginSessions, users } = services;
  const now = clock.now();
  const who = (sub: string) => {
    const user = users.get(pool.id, sub);
    return user ? nameOf(user) : 'deleted';
  };
  const signIns = [...families.table.values()]
    .filter((one) => one.poolId === pool.id && one.revokedAt === undefined && one.refreshExpiresAt > now)
    .map(({ sub, way, clientId: client, authTime: since, refreshExpiresAt: until, newest: refreshes }) => ({
      user: who(sub),
      kind: way === 'api' ? 'tokens by API' : 'tokens by OAuth',
      client,
      since,
      until,
      refreshes,
    }));
  const browsers = [...loginSessions.values()]
    .filter((one) => one.poolId === pool.id && one.expiresAt > now)
    .map(({ sub, authTime: since, expiresAt: until }) => ({
      user: who(sub),
      kind: 'managed login',
      client: '',
      since,
      until,
    }));
  return [...signIns, ...browsers].sort((a, b) => b.since - a.since).slice(0, MOST_ROWS);
}
