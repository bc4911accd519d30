import type { ComponentType } from 'react';
import { AboutDevices } from './about-devices';
import { AboutOutages } from './about-outages';
import { AboutSessions } from './about-sessions';

export interface Chapter {
  /** The last part of its address. */
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly Text: ComponentType;
}

/** In reading order. */
export const CHAPTERS: readonly Chapter[] = [
  {
    slug: 'sessions',
    title: 'What a session is',
    summary: 'What your browser holds, what the server holds, and how long either lives.',
    Text: AboutSessions,
  },
  {
    slug: 'devices',
    title: 'Ending a session',
    summary: 'Signing out here, there and everywhere, and what happens to a tab that was open.',
    Text: AboutDevices,
  },
  {
    slug: 'outages',
    title: 'When something is down',
    summary: 'What you see while Redis or Cognito does not answer, and why you stay signed in.',
    Text: AboutOutages,
  },
];

export function findChapter(slug: string): Chapter | undefined {
  return CHAPTERS.find((chapter) => chapter.slug === slug);
}
