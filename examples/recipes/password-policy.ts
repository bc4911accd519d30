import type { CfnUserPool } from 'aws-cdk-lib/aws-cognito';

/** Long rather than motley, as NIST SP 800-63B §3.1.1 has it. For `amplify/backend.ts`. */
export function askForLongPasswords(pool: CfnUserPool): void {
  const policy = {
    MinimumLength: 15,
    RequireLowercase: false,
    RequireUppercase: false,
    RequireNumbers: false,
    RequireSymbols: false,
    TemporaryPasswordValidityDays: 3,
  };
  for (const [name, value] of Object.entries(policy))
    pool.addPropertyOverride(`Policies.PasswordPolicy.${name}`, value);
}
