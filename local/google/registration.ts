import type { IdentityProvider } from '../model';
import type { Needs } from '../services';
import type { Brand } from './brands';

/** A client that is registered at a brand: a user pool's identity provider. */
export interface Registration {
  readonly provider: IdentityProvider;
  /** What the brand calls whoever asks. */
  readonly appName: string;
}

/** Who this client is at the brand. The registrations are those that the pools' providers name. */
export function registrationOf(
  brand: Brand,
  clientId: string,
  { directory }: Needs<'directory'>,
): Registration | undefined {
  for (const provider of directory.providers.values()) {
    if (provider.type !== brand.type || provider.details.client_id !== clientId) continue;
    const pool = directory.pools.get(provider.poolId);
    return { provider, appName: pool?.domain ?? pool?.settings.PoolName ?? clientId };
  }
  return undefined;
}

/** The only URI that a pool's registration allows. */
export const callbackUri = ({ urls }: Needs<'urls'>) => `${urls.local}/oauth2/idpresponse`;
