import type { Route } from 'next';
import type { ErrorCode } from '../errors';
import { type Proven, prove } from '../proof';

/** A path on this site that is safe to redirect to. */
export type ReturnTo = Proven<'return path', Route>;

/** The sign-in page's path, with where to go afterwards. Not itself somewhere to return to. */
export type SignInPath = Proven<'sign-in path', Route>;

const BASE = 'http://this-site.invalid';
const MAX_LENGTH = 2048;

/** Where to go when no return path was given or it would leave the site. */
export const HOME: ReturnTo = prove('/');

/**
 * Reads a return path. Whatever could leave the site, loop or reach an endpoint becomes `/`.
 *
 * The value is resolved the way a browser would (WHATWG URL) and compared by origin, because prefix checks miss
 * `/\evil.example`, tabs, userinfo and dot segments (OWASP, Unvalidated Redirects and Forwards).
 *
 * @param value the query parameter as received: anything
 */
export function parseReturnTo(value: unknown): ReturnTo {
  if (typeof value !== 'string' || value.length > MAX_LENGTH || !value.startsWith('/')) return HOME;
  if (/[\\\p{Cc}]/u.test(value) || !URL.canParse(value, BASE)) return HOME;
  const url = new URL(value, BASE);
  const path = `${url.pathname}${url.search}${url.hash}`;
  const staysHere = url.origin === BASE && url.username === '' && !path.startsWith('//');
  // It travels in queries, where escaping it once more can make it three times as long.
  const fits = new URLSearchParams({ returnTo: path }).toString().length <= MAX_LENGTH;
  const isPages = !/^\/(api|sign-in|unavailable)(\/|$|\?|#)/.test(path);
  // No type knows what a request brings. Should no page have this path, this site says so.
  return staysHere && fits && isPages ? prove(path as Route) : HOME;
}

/**
 * Whether the query holds at most one `returnTo` of sane length. More than one, or one that is too long, is a
 * malformed request rather than an unsafe path.
 */
export function isReturnToWellFormed(query: URLSearchParams): boolean {
  const values = query.getAll('returnTo');
  return values.length <= 1 && (values[0]?.length ?? 0) <= MAX_LENGTH && !hasIndexedForm(query);
}

function hasIndexedForm(query: URLSearchParams): boolean {
  return [...query.keys()].some((key) => key.startsWith('returnTo['));
}

/**
 * The sign-in page's address for someone who wanted `path`.
 *
 * @param reason why they are sent there, if they were signed in; the page puts it in words
 */
export function signInPath(path: string, reason?: ErrorCode): SignInPath {
  const returnTo = parseReturnTo(path);
  const query = new URLSearchParams({
    ...(returnTo !== HOME && { returnTo }),
    ...(reason && { error: reason }),
  });
  const page: Route = query.size === 0 ? '/sign-in' : `/sign-in?${query}`;
  return prove<'sign-in path', Route>(page);
}
