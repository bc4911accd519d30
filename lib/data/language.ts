import 'server-only';
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { cache } from 'react';
import type { Area } from '@/messages';
import type { Words } from '@/messages/words';
import { isLatchkeyError } from '../errors';
import { preferencesOf } from '../http/preference-cookie';
import { type Language, languageFor, type Preferences, type Theme } from '../preferences';
import { currentSession } from '../request-session';
import type { Session } from '../session/session';
import { formatterFor, type Translate, translator, wordsIn } from '../words';

/** How the page of a request is written and lit. */
export interface Appearance {
  readonly language: Language;
  readonly theme: Theme;
}

/**
 * The language and look of the request being rendered: as its user has chosen in their session, or else in this browser,
 * or else as the browser asks. Asks Redis for nothing that the page's own check does not ask for.
 */
export const currentAppearance = cache(async (): Promise<Appearance> => {
  const sent = await headers();
  const session = await currentSession().catch(unlessExpected);
  const { language, theme } = preferencesOf(session, sent);
  return { language: language ?? languageFor(sent.get('accept-language')), theme };
});

/** The language of somebody who has just chosen: pages are in it from the next one on. */
export async function languageAfterChoice({ language }: Preferences): Promise<Language> {
  return language ?? languageFor((await headers()).get('accept-language'));
}

/** In an outage, and for a browser that must sign in again, its cookie says enough. */
function unlessExpected(error: unknown): Session | null {
  if (isLatchkeyError(error)) return null;
  throw error;
}

/** The function that speaks of an area in the request's language, for server components, actions and metadata. */
export async function getTranslations<Name extends Area>(area: Name): Promise<Translate<Name>> {
  return translator((await currentAppearance()).language, area);
}

/** The words of an area in the request's language, for components that run in the browser. */
export async function getWords<Name extends Area>(area: Name): Promise<Words<Name>> {
  return wordsIn((await currentAppearance()).language, area);
}

/** Dates, numbers and relative times as the request's reader writes them. */
export async function getFormatter() {
  return formatterFor((await currentAppearance()).language);
}

/** A page's `generateMetadata`, for a title of the catalogue. */
export function titled(title: keyof Words<'titles'>): () => Promise<Metadata> {
  return async () => ({ title: (await getTranslations('titles'))(title) });
}
