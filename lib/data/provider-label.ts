import 'server-only';
import { config } from '../config/config';
import { isOwnMethod, type SignInMethod } from '../session/session';

/** What people call the provider that someone signed in with; null for an account of the pool's own. */
export function providerLabel(method: SignInMethod): string | null {
  if (isOwnMethod(method)) return null;
  const known = config().cognito.providers.find((one) => one.method === method);
  // A session outlives the entry that it was started by, if that is taken out.
  return known?.label ?? (method === 'provider' ? 'your provider' : method);
}

/** What people call a provider that Cognito names, such as `Google`; that name where it is not configured any more. */
export function providerNamed(name: string): string {
  return config().cognito.providers.find((one) => one.name === name)?.label ?? name;
}
