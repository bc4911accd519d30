import { z } from 'zod';

/** A user as the linking operations name one: at which provider, by which attribute. */
export const providerUser = z.object({
  ProviderName: z.string().min(1).max(32).optional(),
  ProviderAttributeName: z.string().optional(),
  ProviderAttributeValue: z.string().optional(),
});
