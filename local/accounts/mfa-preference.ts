import { z } from 'zod';
import { invalidParameter } from '../errors';
import type { MfaFactor, User } from '../model';
import type { Needs } from '../services';

const settings = z
  .object({ Enabled: z.boolean().default(false), PreferredMfa: z.boolean().default(false) })
  .optional();

/** The members of SetUserMFAPreference and AdminSetUserMFAPreference. */
export const mfaPreference = {
  SMSMfaSettings: settings,
  SoftwareTokenMfaSettings: settings,
  EmailMfaSettings: settings,
};

type Preference = { readonly [name in keyof typeof mfaPreference]?: z.output<typeof settings> };

const FACTOR_OF: Record<keyof typeof mfaPreference, MfaFactor> = {
  SMSMfaSettings: 'SMS_MFA',
  SoftwareTokenMfaSettings: 'SOFTWARE_TOKEN_MFA',
  EmailMfaSettings: 'EMAIL_OTP',
};

/**
 * Switches second factors on or off for a user, and says which comes first. What is not mentioned stays.
 * @throws InvalidParameterException for a factor that the user has not set up, or two preferred ones
 */
export function setMfaPreference({ users }: Needs<'users'>, user: User, preference: Preference): User {
  let enabled = user.mfa.enabled;
  let preferred = user.mfa.preferred;
  const wanted: MfaFactor[] = [];
  for (const name of Object.keys(FACTOR_OF) as (keyof typeof mfaPreference)[]) {
    const choice = preference[name];
    if (!choice) continue;
    const factor = FACTOR_OF[name];
    const on = choice.Enabled || choice.PreferredMfa;
    if (on) requireSetUp(user, factor);
    enabled = enabled.filter((one) => one !== factor).concat(on ? factor : []);
    if (choice.PreferredMfa) wanted.push(factor);
    else if (preferred === factor) preferred = undefined;
  }
  if (wanted.length > 1) throw invalidParameter('Only one MFA type can be preferred.');
  return users.update(user, { mfa: { enabled, preferred: wanted[0] ?? preferred } });
}

function requireSetUp(user: User, factor: MfaFactor): void {
  if (factor === 'SOFTWARE_TOKEN_MFA' && !user.softwareToken?.verified) {
    throw invalidParameter('User has not verified software token mfa');
  }
  const contact = { SMS_MFA: 'phone_number', EMAIL_OTP: 'email', SOFTWARE_TOKEN_MFA: undefined }[factor];
  if (contact && user.attributes[`${contact}_verified`] !== 'true') {
    throw invalidParameter(`User does not have delivery config set to turn on ${factor}`);
  }
}
