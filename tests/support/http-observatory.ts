/**
 * The grade that MDN's HTTP Observatory gives a page on https, by its published rules: `src/grader/charts.js` and
 * `src/analyzer/tests/` of mdn-http-observatory at 94042bb (2026-08-20). The scanner itself asks only addresses on the
 * Internet. What it knows beyond one answer's headers is left out where it could only add points (preloading).
 */

export interface GradedPage {
  readonly headers: Headers;
  readonly html: string;
  /** What answers to another origin's question: for CORS. */
  readonly toOthers: Headers;
}

export interface Grade {
  readonly grade: string;
  readonly score: number;
  /** Points by test, those that are not 0. */
  readonly points: Readonly<Record<string, number>>;
}

const SIX_MONTHS = 15_552_000;
const BROAD = ['ftp:', 'http:', 'https:', '*', 'http://*', 'http://*.*', 'https://*', 'https://*.*'];
const BROAD_OR_INLINE = [...BROAD, "'unsafe-inline'", 'data:'];
const GRADES: ReadonlyArray<readonly [from: number, grade: string]> = [
  [100, 'A+'],
  [90, 'A'],
  [85, 'A-'],
  [80, 'B+'],
  [70, 'B'],
  [65, 'B-'],
  [60, 'C+'],
  [50, 'C'],
  [45, 'C-'],
  [40, 'D+'],
  [30, 'D'],
  [25, 'D-'],
];

/** The grade of a page. Extra points count from 90 on, as the Observatory has it. */
export function gradeOf(page: GradedPage): Grade {
  const all = Object.entries(TESTS).map(([name, test]) => [name, test(page)] as const);
  const points = Object.fromEntries(all.filter(([, count]) => count !== 0));
  const lost = 100 + all.reduce((sum, [, count]) => sum + Math.min(0, count), 0);
  const score = Math.max(0, lost >= 90 ? 100 + all.reduce((sum, [, count]) => sum + count, 0) : lost);
  const grade = GRADES.find(([from]) => score >= from)?.[1] ?? 'F';
  return { grade, score, points };
}

const TESTS: Readonly<Record<string, (page: GradedPage) => number>> = {
  'content-security-policy': ({ headers }) => policyPoints(headers.get('content-security-policy')),
  cookies: ({ headers }) => cookiePoints(headers.getSetCookie()),
  'cross-origin-resource-sharing': ({ toOthers }) =>
    toOthers.has('access-control-allow-origin') && toOthers.has('access-control-allow-credentials') ? -50 : 0,
  'referrer-policy': ({ headers }) => referrerPoints(headers.get('referrer-policy')),
  'strict-transport-security': ({ headers }) => transportPoints(headers.get('strict-transport-security')),
  'subresource-integrity': ({ html }) => scriptPoints(html),
  'x-content-type-options': ({ headers }) => (headers.get('x-content-type-options') === 'nosniff' ? 0 : -5),
  'x-frame-options': ({ headers }) => framePoints(headers),
  'cross-origin-resource-policy': ({ headers }) =>
    tenFor(headers.get('cross-origin-resource-policy'), ['same-origin', 'same-site'], ['cross-origin']),
  'cross-origin-opener-policy': ({ headers }) =>
    tenFor(
      headers.get('cross-origin-opener-policy'),
      ['same-origin', 'same-origin-allow-popups', 'noopener-allow-popups'],
      ['unsafe-none'],
    ),
  'cross-origin-embedder-policy': ({ headers }) =>
    tenFor(headers.get('cross-origin-embedder-policy'), ['require-corp', 'credentialless'], ['unsafe-none']),
};

/** A policy's directives, by name. */
export function directivesOf(policy: string): ReadonlyMap<string, readonly string[]> {
  const parts = policy.split(';').map((part) => part.trim().split(/\s+/));
  return new Map(parts.map(([name = '', ...sources]) => [name, sources]));
}

function policyPoints(policy: string | null): number {
  if (policy === null) return -25;
  const found = directivesOf(policy);
  const sources = (name: string) => withoutFallbacks(found.get(name) ?? found.get('default-src') ?? ['*']);
  const [scripts, objects, styles] = [sources('script-src'), sources('object-src'), sources('style-src')];
  const has = (given: readonly string[], bad: readonly string[]) => given.some((one) => bad.includes(one));
  const insecure = (given: readonly string[]) => given.some((one) => /^(http|ftp):/.test(one));
  const passive = new Set(['img-src', 'media-src']);
  const active = [...found.keys()].filter((name) => !passive.has(name) && name !== 'script-src');
  if (scripts.includes("'strict-dynamic'") && !scripts.some(isNonceOrHash)) return -25;
  if (has(scripts, BROAD_OR_INLINE) || has(objects, BROAD)) return -20;
  if (insecure([...scripts, ...active.flatMap((name) => found.get(name) ?? [])])) return -20;
  if (has([...scripts, ...styles], ["'unsafe-eval'"])) return -10;
  if ([...passive].some((name) => insecure(sources(name)))) return -10;
  if (has(styles, BROAD_OR_INLINE)) return 0;
  return found.get('default-src')?.join() === "'none'" ? 10 : 5;
}

const isNonceOrHash = (source: string) => /^'(nonce|sha256|sha384|sha512)-/.test(source);

/** Sources that browsers which know nonces do not look at. */
function withoutFallbacks(sources: readonly string[]): readonly string[] {
  if (!sources.some(isNonceOrHash)) return sources;
  const strict = sources.includes("'strict-dynamic'");
  const ignored = (one: string) =>
    one === "'unsafe-inline'" ||
    (strict && (one === "'self'" || BROAD.some((broad) => one.startsWith(broad))));
  return sources.filter((one) => !ignored(one));
}

/** Every cookie counts as a session's, which is the stricter. */
function cookiePoints(cookies: readonly string[]): number {
  const each = cookies.map((cookie) => {
    if (!/;\s*secure/i.test(cookie)) return -40;
    if (!/;\s*httponly/i.test(cookie)) return -30;
    return /;\s*samesite=(lax|strict)/i.test(cookie) ? 5 : 0;
  });
  return each.length === 0 ? 0 : Math.min(...each);
}

function referrerPoints(policy: string | null): number {
  if (policy === null) return 0;
  return ['no-referrer', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin'].includes(policy)
    ? 5
    : -5;
}

function transportPoints(header: string | null): number {
  const seconds = Number(/^max-age=(\d+)/.exec(header ?? '')?.[1] ?? Number.NaN);
  if (Number.isNaN(seconds)) return -20;
  return seconds >= SIX_MONTHS ? 0 : -10;
}

/** Scripts from elsewhere. The own origin's need no hash. */
function scriptPoints(html: string): number {
  const elsewhere = [...html.matchAll(/<script\b[^>]*\bsrc="((?:https?:)?\/\/[^"]*)"/g)];
  return elsewhere.length === 0 ? 0 : -5;
}

function framePoints(headers: Headers): number {
  const ancestors = directivesOf(headers.get('content-security-policy') ?? '').get('frame-ancestors');
  if (ancestors && !ancestors.some((one) => BROAD.includes(one))) return 5;
  return /^(deny|sameorigin)$/i.test(headers.get('x-frame-options') ?? '') ? 5 : -20;
}

function tenFor(value: string | null, good: readonly string[], neutral: readonly string[]): number {
  if (value === null) return 0;
  if (good.includes(value)) return 10;
  return neutral.includes(value) ? 0 : -5;
}
