import 'server-only';
import * as z from 'zod';
import type { CognitoAnswer } from '../auth/cognito';
import { hasCode } from '../errors';
import { askCognito, refusedBy } from './ask-cognito';
import { credentialsChanged } from './credential-change';
import { requireRecentSignIn } from './recent-sign-in';
import { requireSession } from './viewer';

/** A passkey of the signed-in user. */
export interface Passkey {
  readonly id: string;
  /** As the device called it when it was made; Cognito keeps no other name. */
  readonly name: string;
  /** Epoch milliseconds. */
  readonly addedAt: number;
}

const listSchema = z.object({
  Credentials: z.array(
    z.object({
      CredentialId: z.string(),
      FriendlyCredentialName: z.string().optional(),
      CreatedAt: z.number(),
    }),
  ),
});

const optionsSchema = z.object({ CredentialCreationOptions: z.record(z.string(), z.unknown()) });

/**
 * The user's passkeys as Cognito has them now; null when it does not answer.
 *
 * @throws LatchkeyError `unauthenticated`, `session_ended` or `store_unavailable`
 */
export async function listPasskeys(): Promise<Passkey[] | null> {
  try {
    const answer = await askCognito(await requireSession(), 'ListWebAuthnCredentials');
    if (answer.errorType !== null) return null;
    const { Credentials } = listSchema.parse(JSON.parse(answer.body));
    return Credentials.map(({ CredentialId, FriendlyCredentialName, CreatedAt }) => ({
      id: CredentialId,
      name: FriendlyCredentialName || 'Passkey',
      addedAt: CreatedAt * 1000,
    }));
  } catch (error) {
    if (hasCode(error, 'identity_provider_unavailable')) return null;
    throw error;
  }
}

/** What a browser needs to make a passkey: `PublicKeyCredentialCreationOptionsJSON` (Web Authentication Level 3 §5.1.8). */
export type PasskeyOptions = Readonly<Record<string, unknown>>;

/** Begins to add a passkey. @throws LatchkeyError `recent_sign_in_required`, `invalid_request` when Cognito refuses */
export async function startPasskey(): Promise<PasskeyOptions> {
  const answer = await askCognito(await requireRecentSignIn(), 'StartWebAuthnRegistration', {});
  return optionsSchema.parse(JSON.parse(accepted(answer).body)).CredentialCreationOptions;
}

/**
 * Adds the passkey that the browser has made. The action has to `redirect` afterwards.
 *
 * @param credential `RegistrationResponseJSON`, which Cognito verifies
 * @throws LatchkeyError `recent_sign_in_required`, `invalid_request` when Cognito refuses
 */
export async function addPasskey(credential: object): Promise<void> {
  const input = { Credential: credential };
  accepted(await askCognito(await requireRecentSignIn(), 'CompleteWebAuthnRegistration', input));
  await credentialsChanged('passkey_added');
}

/** Removes a passkey. The action has to `redirect` afterwards. @throws LatchkeyError also `recent_sign_in_required` */
export async function removePasskey(id: string): Promise<void> {
  accepted(await askCognito(await requireRecentSignIn(), 'DeleteWebAuthnCredential', { CredentialId: id }));
  await credentialsChanged('passkey_removed');
}

function accepted(answer: CognitoAnswer): CognitoAnswer {
  if (answer.errorType === null) return answer;
  throw refusedBy(answer);
}
