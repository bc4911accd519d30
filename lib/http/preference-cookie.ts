import {
  type Language,
  languageFor,
  NO_PREFERENCES,
  type Preferences,
  parsePreferences,
} from '../preferences';
import { readCookieNamed } from '../session/cookie';

/** What a browser keeps of its user's choices. It says nothing of who that is, and is believed as it comes. */
export const PREFERENCE_COOKIE = 'latchkey-preferences';

/** Browsers keep no cookie longer than 400 days (RFC 6265bis §5.5). */
const LIFETIME_SECONDS = 400 * 24 * 3600;

/** The choices in a `Cookie` header. */
export function preferencesIn(cookies: string | null): Preferences {
  const [language, theme] = readCookieNamed(cookies, PREFERENCE_COOKIE)?.split('.') ?? [];
  return language === undefined ? NO_PREFERENCES : parsePreferences(language, theme);
}

/** The language of an answer for which no session is read: as this browser has chosen, or else as it asks. */
export function languageOf(headers: Headers): Language {
  return preferencesIn(headers.get('cookie')).language ?? languageFor(headers.get('accept-language'));
}

/** The cookie's value and attributes, for Next's `cookies()`. @param origin the app's own */
export function preferenceCookie({ language, theme }: Preferences, origin: string) {
  return {
    name: PREFERENCE_COOKIE,
    value: `${language ?? ''}.${theme}`,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: origin.startsWith('https:'),
    maxAge: LIFETIME_SECONDS,
  } as const;
}
