import { de } from './de';
import { en, type Strings } from './en';
import { es } from './es';
import { fr } from './fr';
import { id } from './id';
import { it } from './it';
import { ja } from './ja';
import { ko } from './ko';
import { ptBr } from './pt-br';
import { zhCn } from './zh-cn';
import { zhTw } from './zh-tw';

export type { Strings } from './en';

/** The languages of managed login's `lang` parameter (developer guide, "Managed login localization"). */
const LANGUAGES = new Map<string, Strings>([
  ['de', de],
  ['en', en],
  ['es', es],
  ['fr', fr],
  ['id', id],
  ['it', it],
  ['ja', ja],
  ['ko', ko],
  ['pt-BR', ptBr],
  ['zh-CN', zhCn],
  ['zh-TW', zhTw],
]);

/** Every value that `lang` takes. */
export const languageTags: readonly string[] = [...LANGUAGES.keys()];

/** A language and its words. An unknown or absent tag reads as English, as managed login does. */
export function wordsFor(lang: string | undefined): { lang: string; words: Strings } {
  const words = lang === undefined ? undefined : LANGUAGES.get(lang);
  return lang !== undefined && words !== undefined ? { lang, words } : { lang: 'en', words: en };
}

/** Puts values in the place of `{names}`; a name without a value stays as it is. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}
