import type { Provider } from './provider';

/**
 * Whom people can come from beside the pool itself. An entry is all that a provider needs: Cognito's resource, the
 * button, the words on pages and the session's `method` are made from it (docs/recipes/another-provider.md).
 */
export const PROVIDERS: readonly Provider[] = [
  { name: 'google', label: 'Google', kind: 'Google' },
  { name: 'facebook', label: 'Facebook', kind: 'Facebook', onlyWhenNamed: true },
  { name: 'amazon', label: 'Amazon', kind: 'LoginWithAmazon', onlyWhenNamed: true },
  { name: 'apple', label: 'Apple', kind: 'SignInWithApple', onlyWhenNamed: true },
];
