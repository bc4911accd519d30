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

/** A user as the linking operations name one: at which provider, by which attribute. */
export const providerUser = z.object({
  ProviderName: z.string().min(1).max(32).optional(),
  ProviderAttributeName: z.string().optional(),
  ProviderAttributeValue: z.string().optional(),
});
