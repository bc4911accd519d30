import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { decodeJwt } from 'jose';
import { createIdentityProvider } from '../auth/cognito';
import { methodOf } from '../auth/hosted';
import { verifyIdToken } from '../auth/id-token';
import { isAmplifyCookie, readAmplifySignIn } from '../auth/migration/amplify-cookies';
import { cookieNames, cookiesOf, removalsOf } from '../auth/migration/former-cookies';
import type { FormerSignIn } from '../auth/migration/former-sign-in';
import { isNextAuthCookie, readNextAuthSignIn } from '../auth/migration/next-auth-cookies';
import type { ReturnTo } from '../auth/return-to';
import { config } from '../config/config';
import type { Migration } from '../config/migration';
import { hasCode, LatchkeyError } from '../errors';
import { log } from '../log';
import { giveBack, spend } from '../request-budgets';
import { browserOf, sessionOf } from '../request-session';
import { RefreshRefused, type Tokens, type VerifiedIdToken } from '../session/identity-provider';
import type { StartedSession } from '../session/start-session';
import { migratedSignIns, sessions } from '../sessions';
import { ticketOf } from '../tickets';
import { isDoubtful } from './hosted-attempt';

/** How long another tab that exchanges the same cookies is waited for, in milliseconds. */
const OTHER_TAB_MS = 1000;

/** What came of a browser's old cookies. `taken`: they were exchanged before, perhaps a moment ago by another tab. */
export type Exchange =
  | { readonly outcome: 'started'; readonly started: StartedSession }
  | { readonly outcome: 'none' | 'signed in' | 'refused' | 'taken' };

/**
 * Where a browser that has to sign in might be signed in by its old cookies; null unless that is switched on. No I/O.
 *
 * @param returnTo where to go then
 * @returns `shown`: it has some. Not `shown`: it comes from another site's page, and adapter-nextjs's cookies are not sent
 *   along with that (`SameSite=Strict`), but are with what a page of this site leads to
 */
export function wayByFormerSignIn(
  headers: Headers,
  returnTo: ReturnTo,
): { readonly path: `/api/auth/migrate?${string}`; readonly shown: boolean } | null {
  const migration = migrationNow();
  if (migration === null) return null;
  const shown = formerNames(headers).length > 0;
  const mayBeWithheld = migration.from === 'amplify' && headers.get('sec-fetch-site') === 'cross-site';
  const path = `/api/auth/migrate?${new URLSearchParams({ returnTo })}` as const;
  return shown || mayBeWithheld ? { path, shown } : null;
}

/**
 * Exchanges the cookies of a former library for a session, once: they hold a refresh token that Cognito still takes, of the
 * user whom they say. A browser that has or had a session here gets nothing by them.
 *
 * @throws LatchkeyError `not_found` unless it is switched on; `too_many_requests`; `store_unavailable` or
 *   `identity_provider_unavailable` when it could not be found out, and the cookies are to be kept
 */
export async function exchangeFormerSignIn(headers: Headers): Promise<Exchange> {
  const migration = migrationNow();
  if (migration === null) throw new LatchkeyError('not_found');
  if (ticketOf(headers)?.kind === 'session') {
    return { outcome: (await sessionOf(headers)) ? 'signed in' : 'refused' };
  }
  if (formerNames(headers).length === 0) return { outcome: 'none' };
  const failure = await spend('callback_failure', headers);
  const former = await readFormer(migration, headers);
  const exchange: Exchange = former ? await exchangeOnce(former, headers) : { outcome: 'refused' };
  log('info', 'former_sign_in', { operation: migration.from, reason: exchange.outcome });
  if (exchange.outcome === 'taken') await pause(OTHER_TAB_MS);
  if (exchange.outcome === 'started') await giveBack(failure);
  return exchange;
}

/** The `Set-Cookie` lines that take the former library's cookies away; none unless it is switched on. */
export function formerCookieRemovals(headers: Headers): readonly string[] {
  if (migrationNow() === null) return [];
  return formerNames(headers).flatMap((name) => removalsOf(name, config().origin));
}

function migrationNow(): Migration | null {
  const { migration } = config();
  return migration !== null && Date.now() < migration.until ? migration : null;
}

function formerNames(headers: Headers): readonly string[] {
  const { migration, cognito } = config();
  const names = cookieNames(headers.get('cookie'));
  if (migration?.from === 'next-auth') return names.filter(isNextAuthCookie);
  return names.filter((name) => isAmplifyCookie(name, cognito));
}

function readFormer(migration: Migration, headers: Headers): Promise<FormerSignIn | null> {
  const cookies = cookiesOf(headers.get('cookie'));
  return migration.from === 'amplify'
    ? readAmplifySignIn(cookies, config().cognito)
    : readNextAuthSignIn(cookies, migration.secret, sessions().now());
}

/**
 * First of all the refresh token is taken, so that two tabs do not both use it: where Cognito rotates them, the second would
 * take the first one's away. Then the sign-in is, by what Cognito says of it, since a token has more than one spelling.
 */
async function exchangeOnce(former: FormerSignIn, headers: Headers): Promise<Exchange> {
  const taken: string[] = [];
  const take = async (signIn: unknown): Promise<boolean> => {
    if (typeof signIn !== 'string') return true;
    const isFirst = await migratedSignIns().take(signIn);
    if (isFirst) taken.push(signIn);
    return isFirst;
  };
  try {
    if (!(await take(former.refreshToken))) return { outcome: 'taken' };
    const renewed = await renew(former);
    if (renewed === null || (await isDoubtful(renewed.idToken))) return { outcome: 'refused' };
    if (!(await take(decodeJwt(renewed.tokens.idToken).origin_jti))) return { outcome: 'taken' };
    const method = methodOf(renewed.idToken, config().hosted, null);
    const rest = { method, remember: true, previous: ticketOf(headers), ...browserOf(headers) };
    return { outcome: 'started', started: await sessions().start({ ...renewed, ...rest }) };
  } catch (error) {
    await Promise.all(taken.map((signIn) => migratedSignIns().giveBack(signIn)));
    throw error;
  }
}

/** @returns tokens of now; null when Cognito refuses, or gives those of somebody else */
async function renew({
  refreshToken,
  sub,
}: FormerSignIn): Promise<{ tokens: Tokens; idToken: VerifiedIdToken } | null> {
  const cognito = createIdentityProvider(config().hosted, () => sessions().now());
  try {
    const tokens = await cognito.refresh(refreshToken);
    const idToken = await verifyIdToken(
      tokens.idToken,
      tokens.accessToken,
      config().cognito,
      sessions().now(),
    );
    return sub === null || idToken.identity.sub === sub ? { tokens, idToken } : null;
  } catch (error) {
    if (error instanceof RefreshRefused || hasCode(error, 'sign_in_refused')) return null;
    throw new LatchkeyError('identity_provider_unavailable', { cause: error });
  }
}
