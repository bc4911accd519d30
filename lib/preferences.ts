/** The languages that the pages are in. The first is for who asks for none of them. */
export const LANGUAGES = ['en', 'de'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Each language by its own name, for whoever cannot read the page. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

/** How a page is lit; `system` is as the device is set. */
export const THEMES = ['system', 'light', 'dark'] as const;

export type Theme = (typeof THEMES)[number];

/** What somebody has chosen. */
export interface Preferences {
  /** Null: as the browser asks. */
  readonly language: Language | null;
  readonly theme: Theme;
}

export const NO_PREFERENCES: Preferences = Object.freeze({ language: null, theme: 'system' });

/** Choices as they came from outside: what is not known counts as not chosen. */
export function parsePreferences(language: unknown, theme: unknown): Preferences {
  return {
    language: LANGUAGES.find((known) => known === language) ?? null,
    theme: THEMES.find((known) => known === theme) ?? 'system',
  };
}

/** Of the languages that the pages are in, the one that a browser wants most (RFC 9110 §12.5.4; lookup by RFC 4647 §3.4). */
export function languageFor(acceptLanguage: string | null): Language {
  const wanted = (acceptLanguage ?? '').slice(0, MAX_HEADER_LENGTH).split(',').map(readRange);
  const found = wanted
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ range }) => LANGUAGES.find((language) => language === range.split('-', 1)[0]))
    .find((language) => language !== undefined);
  return found ?? LANGUAGES[0];
}

/** Browsers send some dozens of characters. */
const MAX_HEADER_LENGTH = 500;

function readRange(text: string): { range: string; weight: number } {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { range, weight: quality === undefined ? 1 : Number(quality) || 0 };
}
