import { I18n } from 'aws-amplify/utils';
import type { Language } from '@/lib/preferences';
import type { authenticator } from '@/messages/en/authenticator';
import type { Translation } from '@/messages/translation';

/** What the Authenticator says, in one language. */
export type AuthenticatorWords = Translation<Omit<typeof authenticator, 'phrases'>> & {
  /** By Amplify's own phrase. */
  readonly phrases: Readonly<Record<string, string>>;
};

const WORDS: Readonly<Record<Language, () => Promise<AuthenticatorWords>>> = {
  en: async () => (await import('@/messages/en/authenticator')).authenticator,
  de: async () => (await import('@/messages/de/authenticator')).authenticator,
};

/** Loads the words of a page's language, which come with the form and not with the page. */
export function loadWords(language: Language): Promise<AuthenticatorWords> {
  return WORDS[language]();
}

/** Puts Amplify's own phrases in the words of the rest of the site. */
export function speakPlainly(language: Language, { phrases }: AuthenticatorWords): void {
  I18n.putVocabulariesForLanguage(language, phrases);
  I18n.setLanguage(language);
}
