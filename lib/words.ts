import 'server-only';
import { createFormatter, createTranslator } from 'use-intl/core';
import { type Area, MESSAGES, type Messages } from '@/messages';
import type { Translation } from '@/messages/translation';
import type { Words } from '@/messages/words';
import type { Language } from './preferences';

/** Which conventions each language's dates and numbers follow. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };

/** A wrong message is a mistake of ours, which tests find; the reader gets the rest of the page. */
function report(error: Error): never {
  throw error;
}

function makeTranslator<Name extends Area>(language: Language, area: Name) {
  // What a key is given is read from the English text; a test holds the other languages to the same.
  const messages = MESSAGES[language] as Messages;
  return createTranslator<Messages, Name>({
    locale: LOCALES[language],
    messages,
    namespace: area,
    timeZone: 'UTC',
    onError: report,
  });
}

/** Speaks one language about one area: `t('key', { name })`. An unknown key does not compile. */
export type Translate<Name extends Area> = ReturnType<typeof makeTranslator<Name>>;

const translators = new Map<string, unknown>();

/** @returns the same function for the same language and area: a page is rendered often */
export function translator<Name extends Area>(language: Language, area: Name): Translate<Name> {
  const name = `${language} ${area}`;
  const known = translators.get(name) as Translate<Name> | undefined;
  const made = known ?? makeTranslator(language, area);
  if (known === undefined) translators.set(name, made);
  return made;
}

/** The words of an area as they are in the catalogue, for components that are given them. */
export function wordsIn<Name extends Area>(language: Language, area: Name): Words<Name> {
  const messages: Translation<Messages> = MESSAGES[language];
  return messages[area] as Words<Name>;
}

/** Dates, numbers and relative times as a language's readers write them. Times are UTC: the server knows no other zone. */
export function formatterFor(language: Language) {
  return createFormatter({ locale: LOCALES[language], timeZone: 'UTC', onError: report });
}
