import { expect, test } from 'vitest';
import { fileOf, isIn } from './source-tree';

const SPECIFIER = /^import (?!type )[^;]*?from '([^']+)'/gm;

/** What a module brings with it of packages, its own imports included, without what is loaded when it is needed. */
function packagesOf(target: string, seen = new Set<string>()): Set<string> {
  const found = new Set<string>();
  if (seen.has(target)) return found;
  seen.add(target);
  const { imports = [], text = '' } = fileOf(target) ?? {};
  const specifiers = [...text.matchAll(SPECIFIER)].map(([, specifier = '']) => specifier);
  for (const each of imports) {
    if (each.typeOnly || each.lazy) continue;
    if (each.kind === 'package')
      for (const specifier of specifiers.filter((one) => isIn(one, each.target))) found.add(specifier);
    if (each.kind === 'own') for (const name of packagesOf(each.target, seen)) found.add(name);
  }
  found.delete('server-only');
  return found;
}

test('a start loads the small half of the schema library, and of Next what reads one header', () => {
  expect(
    [...packagesOf('lib/startup')].sort(),
    'every process pays for it before its first answer (docs/decisions/0051, docs/decisions/0092)',
  ).toEqual([
    'next/dist/server/app-render/parse-and-validate-flight-router-state.js',
    'redis-for-sessions',
    'zod/mini',
    'zod/v4/locales/en.js',
  ]);
});

test('the middleware loads of Next what it answers by', () => {
  expect(
    [...packagesOf('lib/middleware')],
    'the first request may come before lib/early-look.ts listens, and waits for all of it',
  ).toEqual(['next/dist/server/web/spec-extension/response.js']);
});

test('a handler that passes its request loads of Next what reads one header', () => {
  const found = ['lib/data/viewer', 'lib/http/respond', 'lib/maintenance'].flatMap((each) => [
    ...packagesOf(each),
  ]);
  expect(found, 'the renderer of pages would come with it (docs/decisions/0096)').toEqual([
    'next/dist/compiled/ua-parser-js/ua-parser.js',
  ]);
});
