import { CognitoError } from '../errors';
import type { Pool } from '../model';

export interface RelyingParty {
  readonly id: string;
  readonly userVerification: 'required' | 'preferred';
}

/** @throws WebAuthnNotEnabledException, WebAuthnConfigurationMissingException */
export function relyingParty(pool: Pool): RelyingParty {
  if (!pool.settings.Policies.SignInPolicy.AllowedFirstAuthFactors.includes('WEB_AUTHN')) {
    throw new CognitoError('WebAuthnNotEnabledException', 'Passkeys are not enabled for this user pool.');
  }
  const { RelyingPartyId, UserVerification = 'preferred' } = pool.mfa.WebAuthnConfiguration ?? {};
  if (!RelyingPartyId) {
    throw new CognitoError('WebAuthnConfigurationMissingException', 'The user pool has no relying party.');
  }
  return { id: RelyingPartyId, userVerification: UserVerification };
}

/** Whether a page of this origin may speak for the relying party: its host is the id or below it. */
export function isOriginOf(relyingPartyId: string, origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  if (url.origin !== origin) return false;
  const ownHost = url.hostname === relyingPartyId || url.hostname.endsWith(`.${relyingPartyId}`);
  return ownHost && (url.protocol === 'https:' || url.hostname === 'localhost');
}

/** The origin that the browser put into the signed client data; undefined when unreadable. */
export function clientDataOrigin(clientDataJson: string): string | undefined {
  try {
    const { origin } = JSON.parse(Buffer.from(clientDataJson, 'base64url').toString());
    return typeof origin === 'string' ? origin : undefined;
  } catch {
    // Not JSON: then it is no client data either.
    return undefined;
  }
}
