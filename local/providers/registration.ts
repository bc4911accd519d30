import type { IdentityProvider } from '../model';
import type { Needs } from '../services';
import { type Brand, brandOf } from './brands';

/**
 * The registrations of a client at a brand: the pools' providers that name it. Several pools may share one.
 */
export function registrationsOf(
  { path }: Brand,
  clientId: string,
  { directory }: Needs<'directory'>,
): IdentityProvider[] {
  const providers = [...directory.providers.values()];
  return providers.filter((one) => brandOf(one)?.path === path && clientIdOf(one) === clientId);
}

/** How a pool introduces itself to a provider. In SAML it is one service provider, and has no client ids. */
export const clientIdOf = ({ details, poolId, type }: IdentityProvider): string =>
  type === 'SAML' ? `urn:amazon:cognito:sp:${poolId}` : (details.client_id ?? '');

/** What a brand calls whoever asks. */
export function appNameOf({ poolId }: IdentityProvider, { directory }: Needs<'directory'>): string {
  const pool = directory.pools.get(poolId);
  return pool?.domain ?? pool?.settings.PoolName ?? poolId;
}

/** The only URI that a pool's registration allows. */
export const callbackUri = ({ urls }: Needs<'urls'>) => `${urls.local}/oauth2/idpresponse`;
