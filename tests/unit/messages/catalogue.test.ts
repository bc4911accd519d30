import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Project, SyntaxKind } from 'ts-morph';
import { expect, test } from 'vitest';
import { LANGUAGES } from '@/lib/preferences';
import { translator } from '@/lib/words';
import { MESSAGES } from '@/messages';
import { authenticator as germanForm } from '@/messages/de/authenticator';
import { authenticator as englishForm } from '@/messages/en/authenticator';
import { projectRoot } from '@/scripts/project-root';

/** `area.key` and its sentence, for every sentence of a language. */
function sentencesOf(words: object, path = ''): ReadonlyArray<readonly [key: string, sentence: string]> {
  return Object.entries(words).flatMap(([name, value]) =>
    typeof value === 'string' ? [[`${path}${name}`, value]] : sentencesOf(value, `${path}${name}.`),
  );
}

const english = new Map(sentencesOf(MESSAGES.en));

/** The names that a sentence is given, and its tags. */
const holesOf = (sentence: string) =>
  [...sentence.matchAll(/\{(\w+)|<(\w+)>/g)].map(([, name, tag]) => name ?? `<${tag}>`).sort();

test.each(LANGUAGES)('the catalogue has the same keys and the same holes in %s', (language) => {
  const sentences = sentencesOf(MESSAGES[language]);
  expect(sentences.map(([key]) => key).sort()).toEqual([...english.keys()].sort());
  const differing = sentences.filter(
    ([key, sentence]) => `${new Set(holesOf(sentence))}` !== `${new Set(holesOf(english.get(key) ?? ''))}`,
  );
  expect(differing).toEqual([]);
  expect(sentences.filter(([, sentence]) => sentence.trim() === '')).toEqual([]);
});

test.each(LANGUAGES)('every sentence can be said in %s', (language) => {
  for (const [key, sentence] of sentencesOf(MESSAGES[language])) {
    const [area = '', ...rest] = key.split('.');
    const say = translator(language, area as 'frame') as unknown as Say;
    const values = Object.fromEntries(
      holesOf(sentence).map((hole) => [hole.replace(/[<>]/g, ''), valueFor(hole)]),
    );
    expect(String(say.markup(rest.join('.'), values)), key).not.toMatch(/[{}<>]/);
  }
});

interface Say {
  markup(key: string, values: Readonly<Record<string, unknown>>): string;
}

const valueFor = (hole: string) => (hole.startsWith('<') ? (chunks: unknown) => `${chunks}` : 1);

const code = ['app', 'components', 'lib', 'examples']
  .flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => readFileSync(join(projectRoot, folder, name), 'utf8')),
  )
  .join('\n');
const names = new Set(code.match(/\w+/g));

test('no sentence is left over', () => {
  const unused = [...english.keys()].filter((key) => !names.has(key.split('.').at(-1) ?? ''));
  expect(unused, 'nothing in the code speaks of it').toEqual([]);
});

/** What German readers do not want: the other form of address, and English quotation marks. */
test('German says Sie, and quotes as German does', () => {
  const wrong = [...sentencesOf(MESSAGES.de), ...sentencesOf(germanForm)].filter(([, sentence]) =>
    /\b(du|dein\w*|dir|dich)\b|[“"](?=\w)/i.test(sentence),
  );
  expect(wrong).toEqual([]);
});

test('the Authenticator says in German all that is said of it in English', () => {
  const keys = (words: object) => sentencesOf(words).map(([key]) => key);
  expect(keys(englishForm).filter((key) => !keys(germanForm).includes(key))).toEqual([]);
});

/** Prerendered once for everyone, and therefore in English: the handbook, and what takes the place of a broken page. */
const ENGLISH_ONLY = ['components/handbook', 'app/handbook', 'app/not-found.tsx'];

const SAID = new Set(['alt', 'aria-label', 'label', 'placeholder', 'title']);

test('pages say nothing but what the catalogue has', () => {
  const project = new Project({ skipAddingFilesFromTsConfig: true });
  project.addSourceFilesAtPaths(['app', 'components'].map((folder) => join(projectRoot, folder, '**/*.tsx')));
  const said = project.getSourceFiles().flatMap((file) => {
    const path = relative(projectRoot, file.getFilePath());
    if (ENGLISH_ONLY.some((each) => path.startsWith(each))) return [];
    const texts = file.getDescendantsOfKind(SyntaxKind.JsxText).map((text) => text.getText());
    const attributes = file
      .getDescendantsOfKind(SyntaxKind.JsxAttribute)
      .filter((attribute) => SAID.has(attribute.getNameNode().getText()))
      .map((attribute) => attribute.getInitializer()?.getText() ?? '')
      .filter((value) => value.startsWith('"'));
    return [...texts, ...attributes]
      .filter((text) => /\p{L}/u.test(text))
      .map((text) => `${path}: ${text.trim()}`);
  });
  expect(said, 'words that another language does not get').toEqual([]);
});
