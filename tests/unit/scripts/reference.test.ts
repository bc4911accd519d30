import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '@/scripts/project-root';
import { ENTRIES } from '@/scripts/reference-entries';
import { REFERENCE, referencePages } from '@/scripts/reference-pages';

const folder = join(projectRoot, REFERENCE);
const pages = referencePages(projectRoot);

test('the reference says what the docstrings say', () => {
  const onDisk = new Map(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
  const stale = [...new Set([...onDisk.keys(), ...pages.keys()])].filter(
    (name) => onDisk.get(name) !== pages.get(name),
  );
  expect(stale, 'run npm run reference').toEqual([]);
});

test('a function’s page has its signature, what is said of it, its parameters and its errors', () => {
  const page = pages.get('groups.md') ?? '';
  expect(page).toContain('function requireGroup(group: string): Promise<Session>');
  expect(page).toContain('for a handler or action that is for a group');
  expect(page).toContain('| `group` | its name, as `amplify/auth/resource.ts` has it |');
  expect(page).toMatch(/\*\*Throws\*\* LatchkeyError `unauthenticated`, `forbidden`/);
  expect(page, 'no body').not.toContain('withConfirmedGroups');
});

test('every function of the reference says what it does', () => {
  const silent = ENTRIES.flatMap(({ page, names }) =>
    names.filter((name) => {
      const [, section = ''] = (pages.get(`${page}.md`) ?? '').split(`## ${name}\n`);
      const [words = ''] = section.split(/^```\n/m).slice(1);
      return /^```ts\n(async )?function/.test(section.trim()) && !/^\s*[A-Z`]/.test(words);
    }),
  );
  expect(silent, 'write a docstring').toEqual([]);
});
