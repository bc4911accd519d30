/** Headers by which browsers and frameworks mark a request that no user has asked for yet. */
const PREFETCH_HEADERS = ['next-router-prefetch', 'purpose', 'sec-purpose', 'x-purpose', 'x-moz', 'rsc'];

/**
 * Whether a GET may start something: a user navigated here, and nothing was prefetched or embedded
 * (Fetch Metadata §2.2 `Sec-Fetch-Dest`; HTML, "Speculative loading", `Sec-Purpose`).
 */
export function isNavigation(headers: Headers): boolean {
  if (PREFETCH_HEADERS.some((name) => headers.has(name))) return false;
  const destination = headers.get('sec-fetch-dest');
  return destination === null || destination === 'document';
}
