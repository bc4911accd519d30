import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DOCUMENTS, measuredTables, withTables } from '@/bench/documents';
import { projectRoot } from '@/scripts/project-root';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const tables = measuredTables();

test.each(DOCUMENTS)('%s says what was measured last', (path) => {
  expect(read(path), 'run npm run bench:tables').toBe(withTables(read(path), tables));
});

test('every table has one place', () => {
  const places = DOCUMENTS.flatMap((path) =>
    [...read(path).matchAll(/<!-- bench:([\w-]+) -->/g)].map(([, name]) => name),
  );
  expect(places.sort()).toEqual(Object.keys(tables).sort());
});

test('a place takes its table again and again, and nothing else changes', () => {
  const text = 'Before.\n\n<!-- bench:scripts -->\nold $&\n<!-- /bench:scripts -->\n\nAfter, by `$1`.\n';
  const once = withTables(text, { scripts: '| $& |' });
  expect(once).toBe(text.replace('old $&', () => '| $& |'));
  expect(withTables(once, { scripts: '| $& |' })).toBe(once);
});

test('a place for what nobody measures is refused', () => {
  const text = '<!-- bench:scirpts -->\n\n<!-- /bench:scirpts -->\n';
  expect(() => withTables(text, tables)).toThrow('scirpts');
});
