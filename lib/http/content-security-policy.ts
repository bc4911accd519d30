/** What the policy of a page depends on. */
export interface PolicyInput {
  /** The app's own origin. */
  readonly origin: string;
  /** The nonce that Next puts on its scripts; null for a page that may come from a cache, made before any nonce. */
  readonly nonce: string | null;
  /**
   * Sources of the inline scripts of a page that was made at build time, before any nonce. Its other scripts are files of this
   * site: what has no nonce cannot be loaded under `strict-dynamic`.
   */
  readonly prerendered?: readonly string[];
  /** Development needs `eval` for React's error overlays, and a socket for reloading. */
  readonly production: boolean;
}

/** Of the 128 bits that a nonce should have at least, 122 are random (W3C CSP Level 3 §7.1; RFC 9562 §5.4). */
export function newNonce(): string {
  return crypto.randomUUID().replaceAll('-', '');
}

/**
 * The Content-Security-Policy of a page (W3C CSP Level 3; "strict CSP", web.dev).
 *
 * `form-action` allows the own scheme's other sites, because browsers apply it to redirects too, and signing out goes
 * from a form by redirect to Cognito's domain.
 */
export function contentSecurityPolicy({ origin, nonce, prerendered, production }: PolicyInput): string {
  const script = scriptSources(nonce, prerendered);
  const secure = origin.startsWith('https:');
  return [
    "default-src 'self'",
    `script-src ${script}${production ? '' : " 'unsafe-eval'"}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    `connect-src 'self'${production ? '' : ' ws:'}`,
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self' ${secure ? 'https:' : 'http://localhost:*'}`,
    "frame-ancestors 'none'",
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

function scriptSources(nonce: string | null, prerendered?: readonly string[]): string {
  if (nonce === null) return "'self' 'unsafe-inline'";
  const others = prerendered ? ["'self'", ...prerendered] : ["'strict-dynamic'"];
  return [`'nonce-${nonce}'`, ...others].join(' ');
}
