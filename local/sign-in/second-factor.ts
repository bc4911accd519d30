import { checkAttributes } from '../accounts/attributes';
import { requireFreeContact } from '../accounts/contacts';
import type { CodeDelivery } from '../codes';
import { invalidParameter } from '../errors';
import type { MfaFactor, Pool, User } from '../model';
import type { Needs } from '../services';
import { ask } from './challenge-session';
import type { ChallengeStep, SignIn, Step } from './challenges';

type Used = Needs<'challenges' | 'codes'>;

/** The second factors that this pool has switched on. */
function poolFactors(pool: Pool): MfaFactor[] {
  if (pool.settings.MfaConfiguration === 'OFF') return [];
  return [
    ...(pool.mfa.SoftwareTokenMfaConfiguration?.Enabled ? (['SOFTWARE_TOKEN_MFA'] as const) : []),
    ...(pool.mfa.EmailMfaConfiguration ? (['EMAIL_OTP'] as const) : []),
    ...(pool.mfa.SmsMfaConfiguration ? (['SMS_MFA'] as const) : []),
  ];
}

/** The second factors that this user has set up and the pool allows. */
export function userFactors(pool: Pool, user: User): MfaFactor[] {
  const allowed = poolFactors(pool);
  // Where everybody needs a second factor, a verified authenticator counts without being switched on.
  const required = pool.settings.MfaConfiguration === 'ON';
  return allowed.filter(
    (factor) =>
      user.mfa.enabled.includes(factor) ||
      (required && factor === 'SOFTWARE_TOKEN_MFA' && user.softwareToken?.verified) ||
      (required && factor === 'EMAIL_OTP' && user.attributes.email_verified === 'true') ||
      (required && factor === 'SMS_MFA' && user.attributes.phone_number_verified === 'true'),
  );
}

/** Asks for the second factor, if this user needs one; otherwise the sign-in is complete. */
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
  if (factor === 'SMS_MFA') return askTextedCode(services, signIn);
  const { friendlyName } = signIn.user.softwareToken ?? {};
  const parameters = friendlyName ? { FRIENDLY_DEVICE_NAME: friendlyName } : undefined;
  return ask(services, signIn, { name: 'SOFTWARE_TOKEN_MFA', parameters });
}

/**
 * Starts to make an address somebody's second factor: its code is asked for.
 * @throws InvalidParameterException where the pool has no codes by e-mail, or for what is no address
 */
export function setUpEmail(services: Used & Needs<'users'>, signIn: SignIn, email: string): Step {
  const { pool, user } = signIn;
  if (!poolFactors(pool).includes('EMAIL_OTP')) throw invalidParameter('EMAIL_OTP was not offered.');
  checkAttributes(pool, { email });
  requireFreeContact(services, pool, { email }, user);
  return askEmailCode(services, signIn, email);
}

/** Mails a sign-in code: as the first factor, or as the second, or to an address that is to become one. */
export function askEmailCode(services: Used, signIn: SignIn, emailUnderSetUp?: string): ChallengeStep {
  const request = { user: signIn.user, purpose: 'email-otp', attribute: 'email' } as const;
  const sent = services.codes.send(emailUnderSetUp ? { ...request, to: emailUnderSetUp } : request);
  return ask(services, signIn, {
    name: 'EMAIL_OTP',
    remember: { emailUnderSetUp },
    parameters: delivery(sent),
  });
}

/** Sends a code as a text message: only ever the second factor. */
function askTextedCode(services: Used, signIn: SignIn): ChallengeStep {
  const sent = services.codes.send({ user: signIn.user, purpose: 'sms-mfa', attribute: 'phone_number' });
  return ask(services, signIn, { name: 'SMS_MFA', parameters: delivery(sent) });
}

const delivery = ({ DeliveryMedium, Destination }: CodeDelivery) => ({
  CODE_DELIVERY_DELIVERY_MEDIUM: DeliveryMedium,
  CODE_DELIVERY_DESTINATION: Destination,
});
