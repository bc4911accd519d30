import 'server-only';

/** What every response of the site says, whatever it is of. */
export type SiteHeaders = readonly (readonly [name: string, value: string])[];

const ALWAYS: SiteHeaders = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'strict-origin-when-cross-origin'],
  ['permissions-policy', 'camera=(), geolocation=(), microphone=()'],
  ['cross-origin-opener-policy', 'same-origin'],
];

/**
 * Set here and not by `headers` of `next.config.mjs`, whose rules Next's router works through for every request
 * (docs/decisions/0094).
 *
 * @param origin the app's own. Over https alone do browsers take what says that they are to stay there (RFC 6797 §7.2)
 */
export function siteHeaders({ origin, production }: { origin: string; production: boolean }): SiteHeaders {
  if (!production || !origin.startsWith('https:')) return ALWAYS;
  return [...ALWAYS, ['strict-transport-security', 'max-age=63072000']];
}
