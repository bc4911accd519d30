import 'server-only';
import { cookies, headers } from 'next/headers';
import { config } from '../config/config';
import { preferenceCookie, preferencesIn, preferencesOf } from '../http/preference-cookie';
import type { Language, Preferences } from '../preferences';
import { currentSession } from '../request-session';
import { sessions } from '../sessions';
import { requireSession } from './viewer';

/** What the caller has chosen, in their session or else in this browser. */
export async function chosenPreferences(): Promise<Preferences> {
  const [session, sent] = await Promise.all([currentSession(), headers()]);
  return preferencesOf(session, sent);
}

/**
 * Keeps a choice in the caller's session, and in this browser for when nobody is signed in on it. Only a server action can
 * call this, because it sets a cookie.
 *
 * @throws LatchkeyError `unauthenticated`, `store_unavailable`
 */
export async function choosePreferences(preferences: Preferences): Promise<void> {
  const { ref } = await requireSession();
  await sessions().appData.choose(ref, preferences);
  await keepInBrowser(preferences);
}

/** Keeps a language in this browser, for who is not signed in on it. Only a server action can call this. */
export async function chooseLanguage(language: Language | null): Promise<void> {
  const { theme } = preferencesIn((await headers()).get('cookie'));
  await keepInBrowser({ language, theme });
}

async function keepInBrowser(preferences: Preferences): Promise<void> {
  (await cookies()).set(preferenceCookie(preferences, config().origin));
}
