import { z } from 'zod';

/**
 * What a user pool can be told, in Cognito's own names, so that CreateUserPool, DescribeUserPool and the
 * CloudFormation template share one form. Unknown names are kept and described back, never acted upon.
 */
const passwordPolicy = z.looseObject({
  MinimumLength: z.int().min(6).max(99).default(8),
  RequireUppercase: z.boolean().default(true),
  RequireLowercase: z.boolean().default(true),
  RequireNumbers: z.boolean().default(true),
  RequireSymbols: z.boolean().default(true),
  TemporaryPasswordValidityDays: z.int().min(0).max(365).default(7),
});

const firstFactor = z.enum(['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN']);

const policies = z.looseObject({
  PasswordPolicy: passwordPolicy.prefault({}),
  SignInPolicy: z
    .looseObject({ AllowedFirstAuthFactors: z.array(firstFactor).default(['PASSWORD']) })
    .prefault({}),
});

export const schemaAttribute = z.looseObject({
  Name: z.string().min(1).max(20),
  AttributeDataType: z.enum(['String', 'Number', 'DateTime', 'Boolean']).default('String'),
  Mutable: z.boolean().default(true),
  Required: z.boolean().default(false),
  StringAttributeConstraints: z
    .looseObject({ MinLength: z.string().optional(), MaxLength: z.string().optional() })
    .optional(),
  NumberAttributeConstraints: z
    .looseObject({ MinValue: z.string().optional(), MaxValue: z.string().optional() })
    .optional(),
});

export type SchemaAttribute = z.infer<typeof schemaAttribute>;

const contact = z.enum(['email', 'phone_number']);

export const poolSettings = z.looseObject({
  PoolName: z.string().min(1).max(128),
  Policies: policies.prefault({}),
  DeletionProtection: z.enum(['ACTIVE', 'INACTIVE']).default('INACTIVE'),
  LambdaConfig: z.record(z.string(), z.unknown()).default({}),
  AutoVerifiedAttributes: z.array(contact).default([]),
  AliasAttributes: z.array(z.enum(['email', 'phone_number', 'preferred_username'])).optional(),
  UsernameAttributes: z.array(contact).optional(),
  UserAttributeUpdateSettings: z
    .looseObject({ AttributesRequireVerificationBeforeUpdate: z.array(contact).default([]) })
    .prefault({}),
  MfaConfiguration: z.enum(['OFF', 'OPTIONAL', 'ON']).default('OFF'),
  UsernameConfiguration: z.looseObject({ CaseSensitive: z.boolean().default(true) }).prefault({}),
  AdminCreateUserConfig: z.looseObject({ AllowAdminCreateUserOnly: z.boolean().default(false) }).prefault({}),
  AccountRecoverySetting: z
    .looseObject({
      RecoveryMechanisms: z.array(z.looseObject({ Priority: z.number(), Name: z.string() })).optional(),
    })
    .optional(),
  /** Beyond the standard ones; custom attributes are named `custom:<name>`. */
  SchemaAttributes: z.array(schemaAttribute).default([]),
  UserPoolTier: z.enum(['LITE', 'ESSENTIALS', 'PLUS']).default('ESSENTIALS'),
  UserPoolTags: z.record(z.string(), z.string()).optional(),
});

export type PoolSettings = z.infer<typeof poolSettings>;

/** CreateUserPool's own names for what is said otherwise everywhere else. */
export const createPoolMembers = poolSettings.omit({ SchemaAttributes: true }).extend({
  Schema: z.array(schemaAttribute).max(50).default([]),
});

/** What UpdateUserPool may change; sign-in by e-mail and letter case are settled when a pool is made. */
export const FIXED_POOL_SETTINGS = [
  'AliasAttributes',
  'UsernameAttributes',
  'UsernameConfiguration',
  'SchemaAttributes',
];

/** What SetUserPoolMfaConfig holds beside the pool's own `MfaConfiguration`. */
export const mfaSettings = z.looseObject({
  SoftwareTokenMfaConfiguration: z.looseObject({ Enabled: z.boolean().default(false) }).optional(),
  SmsMfaConfiguration: z.looseObject({}).optional(),
  EmailMfaConfiguration: z.looseObject({}).optional(),
  WebAuthnConfiguration: z
    .looseObject({
      RelyingPartyId: z.string().min(1).max(127).optional(),
      UserVerification: z.enum(['required', 'preferred']).default('preferred'),
    })
    .optional(),
});

export type MfaSettings = z.infer<typeof mfaSettings>;
