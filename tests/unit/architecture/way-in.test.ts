import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root, sourceFiles } from './source-tree';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The files that a page names in a numbered list, in its order: the first link of each entry. */
function filesInTurn(text: string): string[] {
  return [...text.matchAll(/^\d+\. \[?`([^`]+)`/gm)].map(([, path = '']) => path);
}

function importsOf(path: string): readonly string[] {
  const file = sourceFiles.find((each) => each.path === path);
  if (file === undefined) throw new Error(`${path} is not a source file`);
  return file.imports.filter(({ kind }) => kind === 'own').map(({ target }) => target);
}

test('each file on the way from a page to Redis imports the next', () => {
  const way = filesInTurn(read('docs/how-it-works.md'));
  expect(way[0]).toMatch(/page\.tsx$/);
  expect(way.at(-1)).toBe('lib/store/port.ts');
  const missing = way
    .slice(1)
    .filter((path, index) => !importsOf(way[index] ?? '').includes(path.replace(/\.tsx?$/, '')));
  expect(missing, 'docs/how-it-works.md tells readers to open these files in turn').toEqual([]);
});

test('the README names files of that way, in its order', () => {
  const way = filesInTurn(read('docs/how-it-works.md'));
  const sentence =
    /From a page to Redis you open([\s\S]*?)\n\[How it works\]/.exec(read('README.md'))?.[1] ?? '';
  const named = [...sentence.matchAll(/\[`([^`]+)`\]/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(2);
  expect(way.filter((path) => named.includes(path))).toEqual(named);
});

test('the index of decisions lists every decision by its own title', () => {
  const index = read('docs/decisions/README.md');
  const decisions = readdirSync(join(root, 'docs/decisions')).filter((name) => /^\d{4}-.*\.md$/.test(name));
  const unlisted = decisions.filter((name) => {
    const [, number, title] = /^# (\d+)\. (.+)$/m.exec(read(`docs/decisions/${name}`)) ?? [];
    return (
      !index.includes(`| ${number} | [${title}](${name}) |`) || Number(number) !== Number(name.slice(0, 4))
    );
  });
  expect(unlisted).toEqual([]);
});
