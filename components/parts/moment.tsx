'use client';

import { useSyncExternalStore } from 'react';
import type { Language } from '@/lib/preferences';
import { useFrame } from './frame-words';

const STYLE = { dateStyle: 'medium', timeStyle: 'short' } as const;
const never = () => () => {};

/**
 * A moment in the reader's own time zone. The server does not know the zone, so its markup says UTC and the browser
 * replaces the words once it runs.
 *
 * @param at epoch milliseconds
 */
export function Moment({ at }: { at: number }) {
  return <time dateTime={new Date(at).toISOString()}>{useExactWords(at)}</time>;
}

/** A moment as `Moment` says it. @param at epoch milliseconds */
export function useExactWords(at: number): string {
  const { language } = useFrame();
  return useSyncExternalStore(
    never,
    () => inZone(language, at),
    () => `${inZone(language, at, 'UTC')} UTC`,
  );
}

function inZone(language: Language, at: number, timeZone?: string): string {
  const locale = language === 'en' ? 'en-GB' : language;
  return new Intl.DateTimeFormat(locale, { ...STYLE, timeZone }).format(at);
}
