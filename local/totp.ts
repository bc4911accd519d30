import { generateSecret, verifySync } from 'otplib';
import type { Clock } from './clock';
import { CognitoError } from './errors';
import type { SoftwareToken } from './model';

/** As long as Cognito's: 52 base32 characters. */
const SECRET_BYTES = 32;
const STEP_SECONDS = 30;
/** Codes further back can no longer be accepted anyway. */
const REMEMBER_STEPS = 8;

export const newTotpSecret = () => generateSecret({ length: SECRET_BYTES });

/** Which 30-second step this code belongs to, within one step of the present; undefined when to none. */
function stepOf(secret: string, token: string, nowMs: number): number | undefined {
  const epoch = Math.floor(nowMs / 1000);
  const result = verifySync({ secret, token, epoch, epochTolerance: STEP_SECONDS });
  return result.valid ? Math.floor(epoch / STEP_SECONDS) + result.delta : undefined;
}

/**
 * Uses a code up. Both the moved time and the machine's are good: a user's authenticator knows only the latter.
 * @returns the token with this code spent.
 * @throws `mismatch` for a wrong code; ExpiredCodeException for one that was used before
 */
export function spendTotpCode(
  token: SoftwareToken,
  code: string,
  clock: Clock,
  mismatch: CognitoError,
): SoftwareToken {
  if (!/^[0-9]{6}$/.test(code)) throw mismatch;
  const step = stepOf(token.secret, code, clock.now()) ?? stepOf(token.secret, code, clock.machine());
  if (step === undefined) throw mismatch;
  if (token.usedSteps.includes(step)) {
    throw new CognitoError('ExpiredCodeException', 'Your software token has already been used once.');
  }
  return { ...token, usedSteps: [...token.usedSteps, step].slice(-REMEMBER_STEPS) };
}
