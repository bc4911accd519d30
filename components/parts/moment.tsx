'use client';

import { useSyncExternalStore } from 'react';
import type { Language } from '@/lib/preferences';
import { onTick, timeAtTick } from './clock';
import { useFrame } from './frame-words';
import { relativeInWords } from './relative-words';

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

interface RelativeMomentProps {
  /** Epoch milliseconds. */
  readonly at: number;
  /** When the server rendered this: the browser's first words must be the same, and go on from there. */
  readonly now: number;
}

/** How long ago a moment was, kept current; hovering tells which moment. */
export function RelativeMoment({ at, now }: RelativeMomentProps) {
  const { language, words } = useFrame();
  const time = useSyncExternalStore(onTick, timeAtTick, () => now);
  return (
    <time dateTime={new Date(at).toISOString()} title={useExactWords(at)}>
      {relativeInWords(at, time, language, words.justNow)}
    </time>
  );
}

function useExactWords(at: number): string {
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
