import type { Person } from '@/lib/data/administration';
import type { Words } from '@/messages/words';

/** Cognito's names for what is called otherwise. */
const PROVIDERS: Readonly<Record<string, string>> = {
  LoginWithAmazon: 'Amazon',
  SignInWithApple: 'Apple',
};

type Described = Pick<Partial<Person>, 'status' | 'isEnabled' | 'providers'>;

/** The state of an account; null while Cognito cannot be asked. */
export function stateInWords(
  { status, isEnabled }: Described,
  words: Words<'administration'>,
): string | null {
  if (status === undefined) return null;
  return isEnabled === false ? words.disabled : words.states[status];
}

/** Whether an account is neither disabled nor waiting for something. */
export function isInOrder({ status, isEnabled }: Described): boolean {
  return isEnabled !== false && (status === 'CONFIRMED' || status === 'EXTERNAL_PROVIDER');
}

/** How a user can sign in; null while Cognito cannot be asked. */
export function waysInWords(
  { status, providers = [] }: Described,
  words: Words<'administration'>,
): string | null {
  if (status === undefined) return null;
  const own = status === 'EXTERNAL_PROVIDER' ? [] : [words.byEmail];
  return [...own, ...providers.map((name) => PROVIDERS[name] ?? name)].join(', ');
}
