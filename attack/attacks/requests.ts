import type { Browser } from '../browser';
import type { Field } from '../field';
import type { Answer } from '../site';

/** What a browser sends with a navigation that its user asked for. */
export const NAVIGATION: Readonly<Record<string, string>> = {
  accept: 'text/html',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
  'sec-fetch-site': 'same-origin',
};

/** Pages that only signed-in users may see. */
export const PROTECTED_PAGES: readonly string[] = [
  '/protected',
  '/profile',
  '/account',
  '/account/sessions',
  '/account/security',
  '/account/activity',
  '/admin',
  '/handbook',
];

/** What only a signed-in caller gets an answer from. */
export const PROTECTED_READS: readonly string[] = [
  '/api/auth/session',
  '/api/account/sessions',
  '/api/account/activity',
];

/** Pages for everyone, one that does not exist among them. */
export const PUBLIC_PAGES: readonly string[] = ['/', '/sign-in', '/sign-in?error=session_ended', '/nowhere'];

/** What a sign-in passes through. */
export const AUTH_ROUTES: readonly string[] = [
  '/api/auth/sign-in',
  '/api/auth/callback',
  '/api/auth/callback?state=x&code=y',
  '/unavailable',
];

/** A signed-in browser where there is one: pages for users are looked at too. */
async function looker(field: Field): Promise<Browser> {
  return field.lacks('account') === null ? (await field.victim()).copy() : field.browser();
}

/** What each path answers to a navigation. */
export async function look(
  field: Field,
  paths: readonly string[],
): Promise<ReadonlyArray<readonly [string, Answer]>> {
  const browser = await looker(field);
  const answers: Array<readonly [string, Answer]> = [];
  for (const path of paths) answers.push([path, await browser.get(path, NAVIGATION)]);
  return answers;
}

/** One line for each answer that was neither a refusal in Cognito's shape nor any other 4xx. */
export function notRefused(answers: ReadonlyArray<readonly [what: string, answer: Answer]>): string[] {
  return answers.flatMap(([what, { status }]) =>
    status >= 400 && status < 500 ? [] : [`${what} answered ${status}`],
  );
}
