import { z } from 'zod';
import { providerOutput } from '../amplify/auth/provider';
import { PROVIDERS } from '../amplify/auth/providers';
import type { Template } from './synth';

/** What CloudFormation would choose, and a template does not say. */
export interface BackendIds {
  readonly region: string;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly identityPoolId: string;
  /** Host of managed login. */
  readonly domain: string;
}

/** `amplify_outputs.json`, version 1.5: what Amplify's clients are configured by. */
export type BackendOutputs = ReturnType<typeof outputsOf>;

const userPool = z.object({
  UsernameAttributes: z.array(z.string()).default([]),
  AutoVerifiedAttributes: z.array(z.string()).default([]),
  MfaConfiguration: z.string().default('OFF'),
  EnabledMfas: z.array(z.string()).default([]),
  Schema: z.array(z.object({ Name: z.string(), Required: z.boolean().default(false) })).default([]),
  Policies: z.object({
    PasswordPolicy: z.object({
      MinimumLength: z.number(),
      RequireLowercase: z.boolean(),
      RequireNumbers: z.boolean(),
      RequireSymbols: z.boolean(),
      RequireUppercase: z.boolean(),
    }),
    SignInPolicy: z.object({ AllowedFirstAuthFactors: z.array(z.string()) }).optional(),
  }),
  WebAuthnRelyingPartyID: z.string().optional(),
  WebAuthnUserVerification: z.string().optional(),
});
const appClient = z.object({
  AllowedOAuthScopes: z.array(z.string()),
  CallbackURLs: z.array(z.string()),
  LogoutURLs: z.array(z.string()),
});
const group = z.object({ GroupName: z.string(), Precedence: z.number().default(0) });
const provider = z.object({ ProviderName: z.string(), ProviderType: z.string() });
const identities = z.object({ AllowUnauthenticatedIdentities: z.boolean() });

/** Cognito's names and those of the outputs. Other providers, such as OpenID Connect ones, are not listed there. */
const SOCIAL_PROVIDERS: Readonly<Record<string, string>> = {
  Google: 'GOOGLE',
  Facebook: 'FACEBOOK',
  LoginWithAmazon: 'LOGIN_WITH_AMAZON',
  SignInWithApple: 'SIGN_IN_WITH_APPLE',
};
const MFA_METHODS: Readonly<Record<string, string>> = {
  SOFTWARE_TOKEN_MFA: 'TOTP',
  SMS_MFA: 'SMS',
  EMAIL_OTP: 'EMAIL',
};

/**
 * The outputs of a synthesised `amplify/`, as Amplify's own generator would write them for a deployment with these ids.
 *
 * @throws ZodError for a template that is not one of `defineAuth`
 */
export function outputsOf(template: Template, ids: BackendIds) {
  const all = (type: string) =>
    Object.values(template.Resources).flatMap((one) => (one.Type === type ? [one.Properties] : []));
  const pool = userPool.parse(all('AWS::Cognito::UserPool')[0]);
  const client = appClient.parse(all('AWS::Cognito::UserPoolClient')[0]);
  const { AllowUnauthenticatedIdentities } = identities.parse(all('AWS::Cognito::IdentityPool')[0]);
  const groups = all('AWS::Cognito::UserPoolGroup').map((one) => group.parse(one));
  const providers = all('AWS::Cognito::UserPoolIdentityProvider').map((one) => provider.parse(one));
  return {
    auth: {
      user_pool_id: ids.userPoolId,
      aws_region: ids.region,
      user_pool_client_id: ids.clientId,
      identity_pool_id: ids.identityPoolId,
      mfa_methods: pool.EnabledMfas.map((method) => MFA_METHODS[method] ?? method),
      standard_required_attributes: pool.Schema.flatMap(({ Name, Required }) => (Required ? [Name] : [])),
      username_attributes: pool.UsernameAttributes,
      user_verification_types: pool.AutoVerifiedAttributes,
      groups: groups.map(({ GroupName, Precedence }) => ({ [GroupName]: { precedence: Precedence } })),
      mfa_configuration: pool.MfaConfiguration === 'ON' ? 'REQUIRED' : pool.MfaConfiguration,
      password_policy: passwordPolicy(pool),
      oauth: {
        identity_providers: providers.flatMap(({ ProviderType }) => SOCIAL_PROVIDERS[ProviderType] ?? []),
        redirect_sign_in_uri: client.CallbackURLs,
        redirect_sign_out_uri: client.LogoutURLs,
        response_type: 'code',
        scopes: client.AllowedOAuthScopes,
        domain: ids.domain,
      },
      passwordless: passwordless(pool),
      unauthenticated_identities_enabled: AllowUnauthenticatedIdentities,
    },
    version: '1.5',
    custom: { sign_in_providers: signInProviders(providers.map(({ ProviderName }) => ProviderName)) },
  };
}

/** As amplify/backend.ts writes them. @param names Cognito's */
function signInProviders(names: readonly string[]) {
  return PROVIDERS.map(providerOutput).filter(({ name }) => names.includes(name));
}

function passwordPolicy({ Policies: { PasswordPolicy: policy } }: z.infer<typeof userPool>) {
  return {
    min_length: policy.MinimumLength,
    require_lowercase: policy.RequireLowercase,
    require_numbers: policy.RequireNumbers,
    require_symbols: policy.RequireSymbols,
    require_uppercase: policy.RequireUppercase,
  };
}

function passwordless(pool: z.infer<typeof userPool>) {
  const factors = pool.Policies.SignInPolicy?.AllowedFirstAuthFactors ?? [];
  const { WebAuthnRelyingPartyID: party, WebAuthnUserVerification: verification = 'preferred' } = pool;
  return {
    email_otp_enabled: factors.includes('EMAIL_OTP'),
    sms_otp_enabled: factors.includes('SMS_OTP'),
    ...(party && { web_authn: { relying_party_id: party, user_verification: verification } }),
  };
}
