import { expect, test } from 'vitest';
import { appFiles, fileOf, type Import, isIn, type SourceFile, sourceFiles, under } from './source-tree';

/** `file → target` for each import that breaks a rule. */
function violations(
  files: readonly SourceFile[],
  forbidden: (found: Import, file: SourceFile) => boolean,
): string[] {
  return files.flatMap((file) =>
    file.imports.filter((found) => forbidden(found, file)).map((found) => `${file.path} → ${found.target}`),
  );
}

test('the scan sees the imports it judges', () => {
  const ticket = sourceFiles.find(({ path }) => path === 'lib/session/ticket.ts');
  expect(ticket?.imports).toEqual([
    { target: 'server-only', kind: 'package', typeOnly: false },
    { target: 'node:crypto', kind: 'node', typeOnly: false },
    { target: 'lib/session/keys', kind: 'own', typeOnly: true },
    { target: 'lib/session/types', kind: 'own', typeOnly: true },
  ]);
});

test('the app imports nothing of amplify/', () => {
  const found = violations(appFiles, ({ target, kind }) => kind === 'own' && isIn(target, 'amplify'));
  expect(found, 'amplify/ runs when the backend is deployed and brings the whole CDK').toEqual([]);
});

test('only tooling imports local/', () => {
  const others = sourceFiles.filter(({ path }) => !/^(local|scripts|tests|bench)\//.test(path));
  const found = violations(others, ({ target, kind }) => kind === 'own' && isIn(target, 'local'));
  expect(found, 'a deployed app that knows the local AWS could be made to trust it').toEqual([]);
});

test('amplify/ and local/ import nothing of the app', () => {
  const found = violations(
    [...under('amplify'), ...under('local')],
    ({ target, kind }) =>
      kind === 'own' && ['app', 'components', 'lib'].some((folder) => isIn(target, folder)),
  );
  expect(
    found,
    'a local Cognito that shares code with its client repeats the same mistake on both sides',
  ).toEqual([]);
});

/** The interface and the two error classes where the protocol and the engine meet. */
const MEETING_POINT = 'lib/session/types';

test('the sign-in protocol knows neither Next nor Redis nor the session engine', () => {
  const forbidden = ['next', 'react', 'redis', '@upstash/redis', 'lib/session', 'lib/store'];
  const found = violations(
    under('lib/auth'),
    ({ target, typeOnly }) =>
      !typeOnly && target !== MEETING_POINT && forbidden.some((folder) => isIn(target, folder)),
  );
  expect(found, 'lib/auth is tested as plain functions; it takes a SessionService as a parameter').toEqual(
    [],
  );
});

test('a store knows neither Next nor the sign-in protocol', () => {
  const found = violations(
    under('lib/store'),
    ({ target, typeOnly }) =>
      !typeOnly &&
      (['next', 'react'].includes(target) || isIn(target, 'lib/auth') || isIn(target, 'lib/data')),
  );
  expect(found, 'a store is a port to Redis, which the contract suite runs without an app').toEqual([]);
});

test('routes reach Redis through the data layer only', () => {
  const found = violations(under('app'), ({ target, typeOnly }) => !typeOnly && isIn(target, 'lib/store'));
  expect(found, 'data functions authorise; a route that reads the store itself can forget to').toEqual([]);
});

test('components import no server module', () => {
  const found = violations(
    under('components'),
    ({ target, kind, typeOnly }) =>
      !typeOnly && kind === 'own' && isIn(target, 'lib') && !isBrowserSafe(target),
  );
  expect(found, 'props in, markup out: data comes from the page, and secrets stay on the server').toEqual([]);
});

/** Whether neither the module nor anything it imports at run time belongs to the server. */
function isBrowserSafe(target: string, seen = new Set<string>()): boolean {
  if (seen.has(target)) return true;
  seen.add(target);
  const file = fileOf(target);
  if (file === undefined) return true; // a stylesheet or JSON
  return file.imports
    .filter(({ typeOnly }) => !typeOnly)
    .every((found) =>
      found.kind === 'own'
        ? isBrowserSafe(found.target, seen)
        : found.kind === 'package' && found.target !== 'server-only',
    );
}
