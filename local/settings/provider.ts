import { z } from 'zod';

export const providerName = z
  .string()
  .min(1)
  .max(32)
  .regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}\p{Z}]+$/u);

export const providerType = z.enum([
  'Google',
  'Facebook',
  'LoginWithAmazon',
  'SignInWithApple',
  'OIDC',
  'SAML',
]);

/** What can be said of a provider beside its name and type. */
export const providerMembers = {
  ProviderDetails: z.record(z.string(), z.string()),
  AttributeMapping: z.record(z.string(), z.string()).optional(),
  IdpIdentifiers: z.array(z.string().min(1).max(40)).max(50).optional(),
};

/** The four social providers have fixed names; the others may be called anything else. */
export const nameFitsType = (name: string, type: z.output<typeof providerType>) =>
  type === 'OIDC' || type === 'SAML' ? !providerType.safeParse(name).success : name === type;
