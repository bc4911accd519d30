import { randomBytes } from 'node:crypto';
import { CognitoError } from './errors';
import type { PasswordVerifier, Pool, User } from './model';
import { passwordVerifier, signatureFits } from './srp';

/** The part of a pool's id that goes into every SRP hash. */
export const srpPoolName = (poolId: string) => poolId.split('_')[1] ?? '';

const invalid = (reason: string) =>
  new CognitoError('InvalidPasswordException', `Password did not conform with policy: ${reason}`);

/** Cognito's list of symbols; a space inside counts as one too (developer guide, "Password requirements"). */
const SYMBOL = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+\- ]/;

/** @throws InvalidPasswordException naming the first rule of the pool's policy that the password breaks. */
export function checkPolicy(pool: Pool, password: string): void {
  const policy = pool.settings.Policies.PasswordPolicy;
  if (password.length < policy.MinimumLength) throw invalid('Password not long enough');
  if (policy.RequireUppercase && !/[A-Z]/.test(password)) {
    throw invalid('Password must have uppercase characters');
  }
  if (policy.RequireLowercase && !/[a-z]/.test(password)) {
    throw invalid('Password must have lowercase characters');
  }
  if (policy.RequireNumbers && !/[0-9]/.test(password))
    throw invalid('Password must have numeric characters');
  if (policy.RequireSymbols && !SYMBOL.test(password)) throw invalid('Password must have symbol characters');
}

/** Whether an account may be made without a password: where a code by e-mail or text message is a way in. */
export const allowsNoPassword = (pool: Pool) =>
  pool.settings.Policies.SignInPolicy.AllowedFirstAuthFactors.some((factor) => factor.endsWith('_OTP'));

/** What to keep of a password: salt and SRP verifier, never the password. */
export function derive(user: Pick<User, 'poolId' | 'username'>, password: string): PasswordVerifier {
  const salt = randomBytes(16).toString('hex');
  const verifier = passwordVerifier(srpPoolName(user.poolId), user.username, password, salt);
  return { salt, verifier: verifier.toString(16) };
}

/**
 * Whether this is the user's password: derives the verifier again and compares. The same work is done where there
 * is nobody, or no password, so that the time taken tells nothing.
 */
export function matches(user: Pick<User, 'poolId' | 'username' | 'password'>, password: string): boolean {
  const { salt, verifier } = user.password ?? NO_PASSWORD;
  const again = passwordVerifier(srpPoolName(user.poolId), user.username, password, salt);
  return signatureFits(verifier, again.toString(16));
}

/** No power of the generator is nought, so nothing fits it. */
const NO_PASSWORD: PasswordVerifier = { salt: '0'.repeat(32), verifier: '0' };
