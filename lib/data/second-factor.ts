import 'server-only';
import { fetchMFAPreference, setUpTOTP, updateMFAPreference, verifyTOTPSetup } from 'aws-amplify/auth';
import { runWithSession } from '../amplify/server';
import { BRAND } from '../brand';
import { hasCode } from '../errors';
import { isOwnAccount } from '../session/session';
import { credentialsChanged } from './credential-change';
import { leavePage } from './leave-page';
import { type QrCode, qrCode } from './qr-code';
import { requireRecentSignIn } from './recent-sign-in';
import type { Viewer } from './viewer';

/**
 * Whether signing in asks for a code from an authenticator app. `elsewhere`: the user signs in with a provider that
 * looks after that itself. `unknown`: Cognito did not answer.
 */
export type SecondFactor = 'on' | 'off' | 'elsewhere' | 'unknown';

/** What an authenticator app needs to know, to show to the user alone. */
export interface AuthenticatorSecret {
  /** Base32, for typing. */
  readonly key: string;
  /** `otpauth://…`, for an app on the same device. */
  readonly uri: string;
  /** The same, for an app on another one. */
  readonly qr: QrCode;
}

/** Refusals of a code (Amazon Cognito API reference, VerifySoftwareToken, Errors). */
const WRONG_CODE = new Set([
  'EnableSoftwareTokenMFAException',
  'CodeMismatchException',
  'ExpiredCodeException',
  'InvalidParameterException',
]);

/**
 * Whether the user uses an authenticator app, for a page; someone whose session has ended is sent to sign in.
 *
 * @param returnTo the page's own path
 */
export async function readSecondFactor(viewer: Viewer, returnTo: string): Promise<SecondFactor> {
  if (!isOwnAccount(viewer, viewer.method)) return 'elsewhere';
  try {
    const { enabled = [] } = await runWithSession((context) => fetchMFAPreference(context));
    return enabled.includes('TOTP') ? 'on' : 'off';
  } catch (error) {
    if (hasCode(error, 'identity_provider_unavailable')) return 'unknown';
    leavePage(error, returnTo);
  }
}

/** Asks Cognito for a new secret. Nothing changes for the user until a code made with it is confirmed. */
export async function newAuthenticatorSecret(): Promise<AuthenticatorSecret> {
  const { identity } = await requireRecentSignIn();
  const details = await runWithSession((context) => setUpTOTP(context));
  const uri = details.getSetupUri(BRAND.name, identity.email ?? identity.username);
  return { key: details.sharedSecret, uri: uri.href, qr: qrCode(uri.href) };
}

/**
 * Switches the authenticator app on, if the code was made with the newest secret. The action has to `redirect` afterwards.
 *
 * @param code six digits
 * @returns false for a wrong code
 */
export async function confirmAuthenticator(code: string): Promise<boolean> {
  await requireRecentSignIn();
  try {
    await runWithSession(async (context) => {
      await verifyTOTPSetup(context, { code });
      await updateMFAPreference(context, { totp: 'PREFERRED' });
    });
    await credentialsChanged('second_factor_on');
    return true;
  } catch (error) {
    if (error instanceof Error && WRONG_CODE.has(error.name)) return false;
    throw error;
  }
}

/** Switches the authenticator app off: from then on the password is enough. The action has to `redirect` afterwards. */
export async function removeAuthenticator(): Promise<void> {
  await requireRecentSignIn();
  await runWithSession((context) => updateMFAPreference(context, { totp: 'DISABLED' }));
  await credentialsChanged('second_factor_off');
}
