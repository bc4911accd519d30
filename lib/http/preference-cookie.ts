import {
  type Language,
  languageFor,
  NO_PREFERENCES,
  type Preferences,
  parsePreferences,
} from '../preferences';
import { readCookieNamed } from '../session/cookie';
import type { Session } from '../session/session';

/** What a browser keeps of its user's choices. It says nothing of who that is, and is believed as it comes. */
export const PREFERENCE_COOKIE = 'latchkey-preferences';

/** Browsers keep no cookie longer than 400 days (RFC 6265bis §5.5). */
const LIFETIME_SECONDS = 400 * 24 * 3600;

/** The choices in a `Cookie` header. */
export function preferencesIn(cookies: string | null): Preferences {
  const [language, theme] = readCookieNamed(cookies, PREFERENCE_COOKIE)?.split('.') ?? [];
  return language === undefined ? NO_PREFERENCES : parsePreferences(language, theme);
}

/** What has been chosen in a session, or else in the browser that sent these headers. */
export function preferencesOf(session: Session | null, sent: Headers): Preferences {
  const inBrowser = preferencesIn(sent.get('cookie'));
  const { language, theme } = session?.preferences ?? inBrowser;
  return {
    language: language ?? inBrowser.language,
    theme: theme === 'system' ? inBrowser.theme : theme,
  };
}

/** The language of an answer: as its session or this browser has chosen, or else as the browser asks. @param session null where none is read */
export function languageOf(session: Session | null, sent: Headers): Language {
  return preferencesOf(session, sent).language ?? languageFor(sent.get('accept-language'));
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
