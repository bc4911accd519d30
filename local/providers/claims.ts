import { createHash } from 'node:crypto';
import { SignJWT } from 'jose';
import { seconds } from '../clock';
import type { Needs } from '../services';
import type { Brand } from './brands';
import { issuerEndpoints } from './brands';
import type { SocialAccount, SocialGrant } from './social';

const ID_TOKEN_SECONDS = 3600;

/** What a brand tells about an account, under Google's names for it. */
export function accountClaims({ sub, name, email, emailVerified, brand }: SocialAccount, local: string) {
  const [given = name, ...family] = name.split(' ');
  return {
    sub,
    email,
    email_verified: emailVerified,
    name,
    given_name: given,
    ...(family.length > 0 && { family_name: family.join(' ') }),
    picture: `${local}/${brand}/photos/${encodeURIComponent(sub)}.svg`,
  };
}

/** The id token of a brand, with the claims that Google's has. */
export async function signIdToken(
  brand: Brand,
  { account, clientId, nonce }: SocialGrant,
  accessToken: string,
  { social, urls, clock }: Needs<'social' | 'urls' | 'clock'>,
): Promise<string> {
  const { kid, privateKey } = await social.signingKey();
  const issuedAt = seconds(clock.now());
  const digest = createHash('sha256').update(accessToken).digest();
  return new SignJWT({
    azp: clientId,
    ...accountClaims(account, urls.local),
    at_hash: digest.subarray(0, 16).toString('base64url'),
    ...(nonce !== undefined && { nonce }),
  })
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
    .setIssuer(issuerEndpoints(brand, urls).issuer)
    .setAudience(clientId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ID_TOKEN_SECONDS)
    .sign(privateKey);
}
