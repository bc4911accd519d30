import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isCheckedOut } from '@/scripts/hosting-build';
import { projectRoot } from '@/scripts/project-root';

test('the checkout that is built for the local Hosting has nothing that git ignores', () => {
  const ignored = readFileSync(join(projectRoot, '.gitignore'), 'utf8')
    .split('\n')
    .map((line) => line.replace(/\/$/, '').replace('*', 'any'))
    .filter((name) => name !== '' && !name.includes('/'));
  expect(ignored).toContain('next-env.d.ts');
  expect(ignored.filter(isCheckedOut)).toEqual([]);
});

test('and what is built', () => {
  const needed = ['app', 'lib', 'amplify', 'amplify.yml', 'package.json', '.npmrc', 'public'];
  expect(needed.filter((name) => !isCheckedOut(name))).toEqual([]);
});
