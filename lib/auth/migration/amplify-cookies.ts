import 'server-only';
import { decodeJwt } from 'jose';
import { hasCode } from '../../errors';
import { type Audience, verifyIdToken } from '../id-token';
import { type FormerSignIn, isRefreshToken } from './former-sign-in';

/** Where Amplify's libraries keep what they know of one app client (aws-amplify, `createKeysForAuthStorage`). */
const prefixOf = ({ clientId }: Audience) => `CognitoIdentityServiceProvider.${clientId}.`;

/** Whether Amplify's libraries set a cookie of that name for this app client. Another client's are another app's. */
export function isAmplifyCookie(name: string, client: Audience): boolean {
  return decoded(name).startsWith(prefixOf(client));
}

/**
 * The sign-in that Amplify's libraries (adapter-nextjs, or the browser's with `ssr: true`) keep in cookies: the id token was
 * issued by this pool for this client, and the access token is the same user's. The id token may have run out since.
 *
 * @returns null when there is none, or one of its parts is forged or another's
 * @throws LatchkeyError `identity_provider_unavailable` when the pool's keys cannot be had
 */
export async function readAmplifySignIn(
  cookies: ReadonlyMap<string, string>,
  client: Audience,
): Promise<FormerSignIn | null> {
  const kept = new Map([...cookies].map(([name, value]) => [decoded(name), value]));
  const prefix = prefixOf(client);
  const user = decoded(kept.get(`${prefix}LastAuthUser`) ?? '');
  const [idToken, accessToken, refreshToken] = ['idToken', 'accessToken', 'refreshToken'].map((part) =>
    kept.get(`${prefix}${user}.${part}`),
  );
  if (!idToken || !accessToken || !isRefreshToken(refreshToken)) return null;
  const sub = await subjectOf(idToken, accessToken, client);
  return sub === null ? null : { refreshToken, sub };
}

async function subjectOf(idToken: string, accessToken: string, client: Audience): Promise<string | null> {
  try {
    // As of when it was issued. Whether the sign-in still holds is for Cognito to say, by its refresh token.
    const issuedAt = (decodeJwt(idToken).iat ?? 0) * 1000;
    return (await verifyIdToken(idToken, accessToken, client, issuedAt)).identity.sub;
  } catch (error) {
    if (hasCode(error, 'identity_provider_unavailable')) throw error;
    return null;
  }
}

/** js-cookie, which Amplify's browser library uses, escapes names and values. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
