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
 * Where a provider is. Google, Facebook, Amazon and Apple are the local ones whatever their settings say; an
 * OIDC provider is asked at its issuer.
 * @returns undefined when it cannot be reached, or is of a kind that is not modelled (SAML)
 */
export async function providerEndpoints(
  { type, details }: IdentityProvider,
  { urls }: Needs<'urls'>,
): Promise<IssuerEndpoints | undefined> {
  const brand = brandOf(type);
  if (brand) return issuerEndpoints(brand, urls);
  const { oidc_issuer: issuer } = details;
  if (type !== 'OIDC' || issuer === undefined) return undefined;
  const answer = await fetch(`${issuer}/.well-known/openid-configuration`).catch(() => undefined);
  const parsed = metadata.safeParse(await answer?.json().catch(() => undefined));
  if (!answer?.ok || !parsed.success) return undefined;
  return {
    issuer: parsed.data.issuer,
    authorizationEndpoint: parsed.data.authorization_endpoint,
    tokenEndpoint: parsed.data.token_endpoint,
    userInfoEndpoint: parsed.data.userinfo_endpoint,
    jwksUri: parsed.data.jwks_uri,
  };
}
