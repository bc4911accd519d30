import { z } from 'zod';
import type { IdentityProvider } from '../model';
import { brandOf, type IssuerEndpoints, issuerEndpoints } from '../providers/brands';
import type { Needs } from '../services';

const metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  userinfo_endpoint: z.url(),
  jwks_uri: z.url(),
});

/**
 * Where a provider is. Google, Facebook, Amazon and Apple are the local ones whatever their settings say, and so is one
 * that is played; another OIDC provider is asked at its issuer.
 * @returns undefined when it cannot be reached, or speaks SAML
 */
export async function providerEndpoints(
  provider: IdentityProvider,
  { urls }: Needs<'urls'>,
): Promise<IssuerEndpoints | undefined> {
  const brand = brandOf(provider);
  if (brand) return issuerEndpoints(brand, urls);
  const { type, details } = provider;
  const { oidc_issuer: issuer } = details;
  if (type !== 'OIDC' || issuer === undefined || !mayFetch(issuer, issuer)) return undefined;
  const answer = await fetchFromProvider(`${issuer}/.well-known/openid-configuration`).catch(() => undefined);
  const parsed = metadata.safeParse(await answer?.json().catch(() => undefined));
  if (!answer?.ok || !parsed.success) return undefined;
  const { token_endpoint, userinfo_endpoint, jwks_uri } = parsed.data;
  if (![token_endpoint, userinfo_endpoint, jwks_uri].every((url) => mayFetch(url, issuer))) return undefined;
  return {
    issuer: parsed.data.issuer,
    authorizationEndpoint: parsed.data.authorization_endpoint,
    tokenEndpoint: parsed.data.token_endpoint,
    userInfoEndpoint: parsed.data.userinfo_endpoint,
    jwksUri: parsed.data.jwks_uri,
  };
}

/** How long a provider may take to answer, ms. */
const PROVIDER_TIMEOUT_MS = 10_000;

/** Asks a provider; a redirect would lead past {@link mayFetch}. */
export const fetchFromProvider = (url: string, init: RequestInit = {}): Promise<Response> =>
  fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(PROVIDER_TIMEOUT_MS) });

/**
 * Whether the local AWS may ask there on behalf of a provider: https elsewhere, and on this machine only the
 * issuer's own origin. Otherwise a provider's metadata could name any service that listens on loopback.
 */
function mayFetch(endpoint: string, issuer: string): boolean {
  if (!URL.canParse(endpoint) || !URL.canParse(issuer)) return false;
  const [url, home] = [new URL(endpoint), new URL(issuer)];
  if (isLoopback(home)) return url.origin === home.origin;
  return home.protocol === 'https:' && url.protocol === 'https:' && !isLoopback(url);
}

const isLoopback = ({ hostname }: URL) =>
  /^(?:(?:.+\.)?localhost\.?|127(?:\.\d+){3}|0\.0\.0\.0|\[::(?:1|ffff:.*)?\])$/.test(hostname);
