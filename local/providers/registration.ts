import type { IdentityProvider } from '../model';
import type { Needs } from '../services';
import type { Brand } from './brands';

/**
 * The registrations of a client at a brand: the pools' providers that name it. Several pools may share one.
 */
export function registrationsOf(
  { type }: Brand,
  clientId: string,
  { directory }: Needs<'directory'>,
): IdentityProvider[] {
  const providers = [...directory.providers.values()];
  return providers.filter((provider) => provider.type === type && provider.details.client_id === clientId);
}

/** What a brand calls whoever asks. */
export function appNameOf({ poolId }: IdentityProvider, { directory }: Needs<'directory'>): string {
  const pool = directory.pools.get(poolId);
  return pool?.domain ?? pool?.settings.PoolName ?? poolId;
}

/** The only URI that a pool's registration allows. */
export const callbackUri = ({ urls }: Needs<'urls'>) => `${urls.local}/oauth2/idpresponse`;
