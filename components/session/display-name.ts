import type { Viewer } from '@/lib/data/viewer';

/** What to call a person: the name they gave, or else the address or user name they signed in with. */
export function displayName(viewer: Pick<Viewer, 'name' | 'email' | 'username'>): string {
  return viewer.name?.trim() || viewer.email || viewer.username;
}

const METHODS: Readonly<Record<Viewer['method'], string>> = {
  hosted: 'the hosted sign-in page',
  password: 'e-mail and password',
  passkey: 'a passkey',
  google: 'Google',
  facebook: 'Facebook',
  amazon: 'Amazon',
  apple: 'Apple',
};

/** How someone signed in, to follow the word "with". A way that is not known here keeps its own name. */
export function methodInWords(method: string): string {
  return Object.hasOwn(METHODS, method) ? METHODS[method as Viewer['method']] : method;
}
