import { invalidParameter } from '../errors';
import type { MfaSettings, PoolSettings } from './pool';

/** @throws InvalidParameterException for settings that contradict each other. */
export function checkPool(settings: PoolSettings, mfa: MfaSettings): void {
  if (settings.AliasAttributes?.length && settings.UsernameAttributes?.length) {
    throw invalidParameter(
      'Only one of the aliasAttributes or usernameAttributes can be set in a user pool.',
    );
  }
  const unverifiable = settings.UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate.find(
    (name) => !settings.AutoVerifiedAttributes.includes(name),
  );
  if (unverifiable) {
    throw invalidParameter(
      `AttributesRequireVerificationBeforeUpdate: ${unverifiable} is not auto-verified.`,
    );
  }
  const second =
    mfa.SoftwareTokenMfaConfiguration?.Enabled || mfa.EmailMfaConfiguration || mfa.SmsMfaConfiguration;
  if (settings.MfaConfiguration === 'ON' && !second) {
    throw invalidParameter(
      'SMS configuration and Auto verification for phone_number are required when MFA is required/optional',
    );
  }
}
