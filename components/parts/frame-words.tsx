'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { Language } from '@/lib/preferences';
import type { Words } from '@/messages/words';

/** The page's language, and the words that any component in the browser may need. */
export interface Frame {
  readonly language: Language;
  readonly words: Words<'frame'>;
}

const Context = createContext<Frame | null>(null);

/** Gives them to everything below. All other words come as props, to the components that say them. */
export function FrameWords({ language, words, children }: Frame & { children: ReactNode }) {
  return <Context value={{ language, words }}>{children}</Context>;
}

/** The words of the page that this component is on. @throws Error outside of a page's frame */
export function useFrame(): Frame {
  const frame = useContext(Context);
  if (frame === null) throw new Error('useFrame() needs a <FrameWords> above it.');
  return frame;
}
