import { CognitoError } from '../errors';
import type { Pool, User } from '../model';
import type { Needs } from '../services';
import { spendTotpCode } from '../totp';

/** @throws SoftwareTokenMFANotFoundException when the pool has authenticators switched off */
export function requireTotpPool(pool: Pool): void {
  if (pool.mfa.SoftwareTokenMfaConfiguration?.Enabled) return;
  throw new CognitoError(
    'SoftwareTokenMFANotFoundException',
    'Software Token MFA has not been enabled by the userPool',
  );
}

export interface TokenProof {
  readonly user: User;
  readonly secret: string;
  readonly code: string;
  readonly friendlyName?: string;
}

/**
 * Takes the first code of a new secret, which thereby replaces any before it.
 * @throws EnableSoftwareTokenMFAException
 */
export function finishSoftwareToken(
  { users, clock }: Needs<'users' | 'clock'>,
  { user, secret, code, friendlyName }: TokenProof,
): User {
  const mismatch = new CognitoError('EnableSoftwareTokenMFAException', 'Code mismatch');
  const token = spendTotpCode({ secret, verified: true, friendlyName, usedSteps: [] }, code, clock, mismatch);
  return users.update(user, { softwareToken: token });
}
