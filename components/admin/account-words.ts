import type { Person } from '@/lib/data/administration';
import type { AccountStatus } from '@/lib/directory/account';

const STATES: Readonly<Record<AccountStatus, string>> = {
  CONFIRMED: 'Active',
  EXTERNAL_PROVIDER: 'Active',
  UNCONFIRMED: 'E-mail address not confirmed',
  FORCE_CHANGE_PASSWORD: 'Has to choose a new password',
  RESET_REQUIRED: 'Has to reset the password',
  UNKNOWN: 'Unknown to this app',
};

/** Cognito's names for what is called otherwise. */
const PROVIDERS: Readonly<Record<string, string>> = {
  LoginWithAmazon: 'Amazon',
  SignInWithApple: 'Apple',
};

type Described = Pick<Partial<Person>, 'status' | 'isEnabled' | 'providers'>;

/** The state of an account; null while Cognito cannot be asked. */
export function stateInWords({ status, isEnabled }: Described): string | null {
  if (status === undefined) return null;
  return isEnabled === false ? 'Disabled' : STATES[status];
}

/** Whether an account is neither disabled nor waiting for something. */
export function isInOrder({ status, isEnabled }: Described): boolean {
  return isEnabled !== false && (status === 'CONFIRMED' || status === 'EXTERNAL_PROVIDER');
}

/** How a user can sign in; null while Cognito cannot be asked. */
export function waysInWords({ status, providers = [] }: Described): string | null {
  if (status === undefined) return null;
  const own = status === 'EXTERNAL_PROVIDER' ? [] : ['E-mail'];
  return [...own, ...providers.map((name) => PROVIDERS[name] ?? name)].join(', ');
}
