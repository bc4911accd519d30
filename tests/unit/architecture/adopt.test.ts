import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileOf, isIn, root, sourceFiles } from './source-tree';

const page = readFileSync(join(root, 'docs/adopt.md'), 'utf8');

/** What the page copies out of a clone of this repository. */
const copied = [...page.matchAll(/^cp .*$/gm)].flatMap(([line]) =>
  [...line.matchAll(/"?\.\.\/latchkey\/([^\s"]+(?: [^\s"]+)*?)"?(?= |$)/g)].map(([, path = '']) => path),
);
/** What it writes itself. */
const written = [...page.matchAll(/^<!-- file: (\S+) -->$/gm)].map(([, path = '']) => path);

test('docs/adopt.md copies what is there', () => {
  expect(copied).toContain('lib');
  expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('docs/adopt.md copies all that the copied files import', () => {
  const isCopied = (path: string) => copied.some((one) => isIn(path, one));
  const files = sourceFiles.filter(({ path }) => isCopied(path));
  expect(files.length).toBeGreaterThan(150);
  const missing = files.flatMap(({ path, imports }) =>
    imports
      .filter(({ kind, target }) => kind === 'own' && !isCopied(fileOf(target)?.path ?? target))
      .map(({ target }) => `${path} → ${target}`),
  );
  expect(missing, 'the adopted app would not build: ADOPT=all npm test -- tests/adopt').toEqual([]);
});

test('what docs/adopt.md writes is not copied as well', () => {
  expect(written.length).toBeGreaterThan(1);
  const files = copied.filter((path) => statSync(join(root, path)).isFile());
  expect(written.filter((path) => files.includes(path))).toEqual([]);
});
