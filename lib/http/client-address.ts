import { isIP } from 'node:net';

/**
 * The client's address as the outermost trusted proxy saw it.
 *
 * Each proxy appends the address it was called from, so with `n` trusted proxies the n-th entry from the right is the
 * first one that no client could have written (MDN, "X-Forwarded-For", selecting an IP address).
 *
 * @param forwardedFor the `X-Forwarded-For` header
 * @param trustedProxies how many proxies in front of the app append to it; 0 ignores the header
 * @returns an IP address, or `unknown`
 */
export function clientAddress(forwardedFor: string | null, trustedProxies: number): string {
  if (trustedProxies === 0 || forwardedFor === null) return 'unknown';
  const entries = forwardedFor.split(',').map((entry) => entry.trim());
  const entry = entries[entries.length - trustedProxies] ?? '';
  const address = entry.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(address) ? address : 'unknown';
}
