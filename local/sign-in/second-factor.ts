import type { MfaFactor, Pool, User } from '../model';
import type { Needs } from '../services';
import { ask } from './sessions';
import type { ChallengeStep, SignIn, Step } from './step';

type Used = Needs<'challenges' | 'codes'>;

/** The second factors that this pool has switched on. Text messages are not modelled. */
function poolFactors(pool: Pool): MfaFactor[] {
  if (pool.settings.MfaConfiguration === 'OFF') return [];
  return [
    ...(pool.mfa.SoftwareTokenMfaConfiguration?.Enabled ? (['SOFTWARE_TOKEN_MFA'] as const) : []),
    ...(pool.mfa.EmailMfaConfiguration ? (['EMAIL_OTP'] as const) : []),
  ];
}

/** The second factors that this person has set up and the pool allows. */
export function userFactors(pool: Pool, user: User): MfaFactor[] {
  const allowed = poolFactors(pool);
  // Where everybody needs a second factor, a verified authenticator counts without being switched on.
  const required = pool.settings.MfaConfiguration === 'ON';
  return allowed.filter(
    (factor) =>
      user.mfa.enabled.includes(factor) ||
      (required && factor === 'SOFTWARE_TOKEN_MFA' && user.softwareToken?.verified) ||
      (required && factor === 'EMAIL_OTP' && user.attributes.email_verified === 'true'),
  );
}

/** Asks for the second factor, if this person needs one; otherwise the sign-in is complete. */
export function secondFactor(services: Used, signIn: SignIn): Step {
  const { pool, user } = signIn;
  const factors = userFactors(pool, user);
  const [only, other] = factors;
  const preferred = factors.find((factor) => factor === user.mfa.preferred);
  if (only && !preferred && other) {
    return ask(services, signIn, {
      name: 'SELECT_MFA_TYPE',
      parameters: { MFAS_CAN_CHOOSE: JSON.stringify(factors) },
      remember: { offered: factors },
    });
  }
  const factor = preferred ?? only;
  if (factor) return askFactor(services, signIn, factor);
  if (pool.settings.MfaConfiguration !== 'ON') return { kind: 'completed', ...signIn };
  return ask(services, signIn, {
    name: 'MFA_SETUP',
    parameters: { MFAS_CAN_SETUP: JSON.stringify(poolFactors(pool)) },
  });
}

/** Asks for one factor in particular. */
export function askFactor(services: Used, signIn: SignIn, factor: MfaFactor): Step {
  if (factor === 'EMAIL_OTP') return askEmailCode(services, signIn);
  const { friendlyName } = signIn.user.softwareToken ?? {};
  const parameters = friendlyName ? { FRIENDLY_DEVICE_NAME: friendlyName } : undefined;
  return ask(services, signIn, { name: 'SOFTWARE_TOKEN_MFA', parameters });
}

/** Mails a sign-in code: as the first factor, or as the second. */
export function askEmailCode(services: Used, signIn: SignIn): ChallengeStep {
  const sent = services.codes.send({ user: signIn.user, purpose: 'email-otp', attribute: 'email' });
  return ask(services, signIn, {
    name: 'EMAIL_OTP',
    parameters: {
      CODE_DELIVERY_DELIVERY_MEDIUM: sent.DeliveryMedium,
      CODE_DELIVERY_DESTINATION: sent.Destination,
    },
  });
}
