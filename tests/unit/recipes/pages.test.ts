import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '@/scripts/project-root';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const PAGES = [
  'README.md',
  ...readdirSync(join(projectRoot, 'docs/recipes')).map((name) => `docs/recipes/${name}`),
];

interface Block {
  readonly page: string;
  /** The file that it is cut from, as the comment above it says. */
  readonly source: string | undefined;
  readonly code: string;
}

const blocks: Block[] = PAGES.flatMap((page) =>
  [...read(page).matchAll(/(?:<!-- (\S+) -->\n)?```tsx?\n(.*?)```/gs)].map(([, source, code = '']) => ({
    page,
    source,
    code,
  })),
);

test('every block of code is in the file that it names, to the letter', () => {
  const parted = blocks
    .filter(({ source }) => source !== undefined)
    .filter(({ source = '', code }) => !existsSync(join(projectRoot, source)) || !read(source).includes(code))
    .map(({ page, source }) => `${page}: ${source}`);
  expect(parted, 'change both, so that what a reader copies is what is compiled and tested').toEqual([]);
});

/** Code for a package that is not in this tree. */
const FOREIGN = "from '@playwright/test'";

test('every block of code names its file', () => {
  const loose = blocks.filter(({ source, code }) => source === undefined && !code.includes(FOREIGN));
  expect(
    loose.map(({ page, code }) => `${page}: ${code.split('\n')[0]}`),
    'write <!-- path --> above it',
  ).toEqual([]);
});

test('every recipe is on the list', () => {
  const list = read('docs/recipes/README.md');
  const missing = PAGES.filter((page) => page.startsWith('docs/recipes/') && !page.endsWith('README.md'))
    .map((page) => page.replace('docs/recipes/', ''))
    .filter((name) => !list.includes(`(${name})`));
  expect(missing).toEqual([]);
});
