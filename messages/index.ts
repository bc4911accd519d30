import { de } from './de';
import { en } from './en';

/** The catalogue: every word of the pages, by language and area. English is written first and says which keys there are. */
export const MESSAGES = { en, de } as const;

/** What `t('…')` may be called with: keys, and from the English text what each one is given. */
export type Messages = typeof en;

export type Area = keyof Messages;
