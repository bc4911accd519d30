'use client';

import { useSyncExternalStore } from 'react';
import { useFrame } from './frame-words';

const never = () => () => {};
/** Which zone that is only the reader's browser knows. */
const readersOwn = () => undefined;

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
  const timeZone = useSyncExternalStore<string | undefined>(never, readersOwn, () => 'UTC');
  const locale = language === 'en' ? 'en-GB' : language;
  const words = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  }).format(at);
  return timeZone ? `${words} ${timeZone}` : words;
}
