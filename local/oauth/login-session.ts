import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { LoginSession, Pool, User } from '../model';
import type { Needs } from '../services';

/** One hour, fixed: it is not extended by use (developer guide, "Managed login session cookie"). */
const LIFETIME_SECONDS = 3600;
const COOKIE = 'cognito';

export interface SignedIn {
  readonly user: User;
  readonly session: LoginSession;
}

/** Who this browser is signed in to managed login as, if anyone, in this pool. */
export function readLoginSession(
  context: Context,
  { loginSessions, users, clock }: Needs<'loginSessions' | 'users' | 'clock'>,
  pool: Pool,
): SignedIn | undefined {
  const session = loginSessions.get(getCookie(context, COOKIE) ?? '');
  if (session?.poolId !== pool.id || session.expiresAt <= clock.now()) return undefined;
  const user = users.get(pool.id, session.sub);
  return user?.enabled ? { user, session } : undefined;
}

/** Signs this browser in to managed login, under a new id. @param providerName where the user came from */
export function startLoginSession(
  context: Context,
  services: Needs<'loginSessions' | 'clock'>,
  user: User,
  providerName?: string,
): LoginSession {
  endLoginSession(context, services);
  const now = services.clock.now();
  forgetExpired(services, user, now);
  const session = services.loginSessions.put({
    id: randomBytes(32).toString('base64url'),
    poolId: user.poolId,
    sub: user.sub,
    authTime: now,
    expiresAt: now + LIFETIME_SECONDS * 1000,
    ...(providerName !== undefined && { providerName }),
  });
  // Host-only and without Secure: browsers would not send it back to http://localhost everywhere.
  setCookie(context, COOKIE, session.id, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    maxAge: LIFETIME_SECONDS,
  });
  return session;
}

/** Nobody else would: a browser that is closed for good never signs out. */
function forgetExpired({ loginSessions }: Needs<'loginSessions'>, user: User, now: number): void {
  for (const { id, expiresAt } of loginSessions.by('user', `${user.poolId}/${user.sub}`)) {
    if (expiresAt <= now) loginSessions.delete(id);
  }
}

/** Only `/logout` and a new sign-in end it: neither GlobalSignOut nor RevokeToken does. */
export function endLoginSession(context: Context, { loginSessions }: Needs<'loginSessions'>): void {
  const id = getCookie(context, COOKIE);
  if (id === undefined) return;
  loginSessions.delete(id);
  deleteCookie(context, COOKIE, { path: '/' });
}
