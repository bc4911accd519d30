'use client';

import { useSyncExternalStore } from 'react';
import { onTick, timeAtTick } from './clock';
import { useFrame } from './frame-words';
import { useExactWords } from './moment';
import { relativeInWords } from './relative-words';

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
