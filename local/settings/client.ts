import { z } from 'zod';

const unit = z.enum(['seconds', 'minutes', 'hours', 'days']);

export const AUTH_FLOWS = [
  'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  'ALLOW_CUSTOM_AUTH',
  'ALLOW_USER_PASSWORD_AUTH',
  'ALLOW_USER_SRP_AUTH',
  'ALLOW_REFRESH_TOKEN_AUTH',
  'ALLOW_USER_AUTH',
  // The names of before 2019, still accepted.
  'ADMIN_NO_SRP_AUTH',
  'CUSTOM_AUTH_FLOW_ONLY',
  'USER_PASSWORD_AUTH',
] as const;

/** What an app client can be told, in Cognito's own names. Defaults are those of a client made by the API. */
export const clientSettings = z.looseObject({
  ClientName: z.string().min(1).max(128),
  RefreshTokenValidity: z.int().min(0).max(315_360_000).default(30),
  AccessTokenValidity: z.int().min(1).max(86_400).default(60),
  IdTokenValidity: z.int().min(1).max(86_400).default(60),
  TokenValidityUnits: z
    .looseObject({
      AccessToken: unit.default('minutes'),
      IdToken: unit.default('minutes'),
      RefreshToken: unit.default('days'),
    })
    .prefault({}),
  ReadAttributes: z.array(z.string()).optional(),
  WriteAttributes: z.array(z.string()).optional(),
  ExplicitAuthFlows: z
    .array(z.enum(AUTH_FLOWS))
    .default(['ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']),
  SupportedIdentityProviders: z.array(z.string()).default([]),
  CallbackURLs: z.array(z.string()).default([]),
  LogoutURLs: z.array(z.string()).default([]),
  DefaultRedirectURI: z.string().optional(),
  AllowedOAuthFlows: z.array(z.enum(['code', 'implicit', 'client_credentials'])).default([]),
  AllowedOAuthScopes: z.array(z.string()).default([]),
  AllowedOAuthFlowsUserPoolClient: z.boolean().default(false),
  PreventUserExistenceErrors: z.enum(['LEGACY', 'ENABLED']).default('LEGACY'),
  EnableTokenRevocation: z.boolean().default(true),
  AuthSessionValidity: z.int().min(3).max(15).default(3),
  RefreshTokenRotation: z
    .looseObject({
      Feature: z.enum(['ENABLED', 'DISABLED']),
      RetryGracePeriodSeconds: z.int().min(0).max(60).default(0),
    })
    .optional(),
});

export type ClientSettings = z.infer<typeof clientSettings>;

const UNIT_SECONDS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;

/** Lifetimes in seconds of the three tokens this client is given. */
export function tokenLifetimes(settings: ClientSettings) {
  const units = settings.TokenValidityUnits;
  return {
    access: settings.AccessTokenValidity * UNIT_SECONDS[units.AccessToken],
    id: settings.IdTokenValidity * UNIT_SECONDS[units.IdToken],
    // 0 means the default of 30 days (Cognito API reference, CreateUserPoolClient).
    refresh: (settings.RefreshTokenValidity || 30) * UNIT_SECONDS[units.RefreshToken],
  };
}
