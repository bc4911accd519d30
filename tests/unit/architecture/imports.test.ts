import { expect, test } from 'vitest';
import { packageManifest } from './manifests';
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
    { target: 'server-only', kind: 'package', typeOnly: false, lazy: false },
    { target: 'node:crypto', kind: 'node', typeOnly: false, lazy: false },
    { target: 'lib/proof', kind: 'own', typeOnly: false, lazy: false },
    { target: 'lib/store/session-ref', kind: 'own', typeOnly: false, lazy: false },
    { target: 'lib/session/session-keys', kind: 'own', typeOnly: true, lazy: false },
  ]);
});

test('the app imports nothing of amplify/ but types', () => {
  const found = violations(
    appFiles,
    ({ target, kind, typeOnly }) => !typeOnly && kind === 'own' && isIn(target, 'amplify'),
  );
  expect(found, 'amplify/ runs when the backend is deployed and brings the whole CDK').toEqual([]);
});

test('only tooling imports local/', () => {
  const others = sourceFiles.filter(({ path }) => !/^(local|scripts|tests|bench)\//.test(path));
  const found = violations(others, ({ target, kind }) => kind === 'own' && isIn(target, 'local'));
  expect(found, 'a deployed app that knows the local AWS could be made to trust it').toEqual([]);
});

test('the app imports nothing of the test kit or the examples', () => {
  const found = violations(
    appFiles,
    ({ target, kind }) => kind === 'own' && ['test-kit', 'examples'].some((folder) => isIn(target, folder)),
  );
  expect(found, 'what signs tests in has no business in what is deployed').toEqual([]);
});

test('only tooling imports local-hosting/', () => {
  const others = sourceFiles.filter(({ path }) => !/^(local-hosting|scripts|tests|bench)\//.test(path));
  const found = violations(others, ({ target, kind }) => kind === 'own' && isIn(target, 'local-hosting'));
  expect(found, 'the app knows where it runs by a policy, never by knowing the emulator').toEqual([]);
});

test('amplify/, local/ and local-hosting/ import nothing of the app', () => {
  const found = violations(
    [...under('amplify'), ...under('local'), ...under('local-hosting')],
    ({ target, kind }) =>
      kind === 'own' && ['app', 'components', 'lib'].some((folder) => isIn(target, folder)),
  );
  expect(
    found,
    'a local Cognito that shares code with its client repeats the same mistake on both sides',
  ).toEqual([]);
});

/** What is in the package's folder and not part of what is packed. */
const isPackageTest = (path: string) => isIn(path, 'local/tests');

test('the package in local/ imports nothing from outside its folder, types included', () => {
  const found = violations(
    under('local'),
    ({ target, kind }) => kind === 'own' && (!isIn(target, 'local') || target === 'local'),
  );
  expect(found, 'what is packed has only its own folder, and its tests must run on what is packed').toEqual(
    [],
  );
});

test('the package in local/ names its dependencies itself', () => {
  const { dependencies, devDependencies } = packageManifest;
  const missing = violations(
    under('local'),
    ({ target, kind }, { path }) =>
      kind === 'package' &&
      !Object.hasOwn(isPackageTest(path) ? { ...dependencies, ...devDependencies } : dependencies, target),
  );
  expect(missing, 'it works here because the app has the same package, and nowhere else').toEqual([]);
});

test('what is packed of local/ imports none of its tests', () => {
  const packed = under('local').filter(({ path }) => !isPackageTest(path));
  expect(violations(packed, ({ target }) => isPackageTest(target))).toEqual([]);
});

/** What the engine needs of Cognito, and the error by which it learns of a refusal. */
const MEETING_POINT = 'lib/session/identity-provider';

test('the sign-in protocol knows neither Next nor Redis nor the session engine', () => {
  const forbidden = [
    'next',
    'react',
    'redis',
    'redis-for-sessions',
    '@upstash/redis',
    'lib/session',
    'lib/store',
  ];
  const found = violations(
    under('lib/auth'),
    ({ target, typeOnly }) =>
      !typeOnly && target !== MEETING_POINT && forbidden.some((folder) => isIn(target, folder)),
  );
  expect(found, 'lib/auth is tested as plain functions; it takes a SessionService as a parameter').toEqual(
    [],
  );
});

/** Who finds out what a value is, and so may say it: one file for each kind. */
const PROVERS = [
  'lib/auth/id-token.ts',
  'lib/auth/return-to.ts',
  'lib/session/record.ts',
  'lib/session/seal.ts',
  'lib/session/ticket.ts',
  'lib/store/session-ref.ts',
];

test('only what checks a value vouches for it', () => {
  const found = appFiles.filter(({ path, text }) => /\bprove\b/.test(text) && path !== 'lib/proof.ts');
  expect(found.map(({ path }) => path).sort(), 'a proof that anyone can make proves nothing').toEqual(
    PROVERS,
  );
  const kinds = appFiles.flatMap(({ text }) =>
    [...text.matchAll(/\bProven<\s*'([^']+)'/g)].map(([, kind]) => kind),
  );
  const casts = appFiles.flatMap(({ path, text }) =>
    [
      ...text.matchAll(
        /\bas (HashTag|SessionIdHash|SessionId|BrowserId|BrowserHash|PublicId|Sealed|ReturnTo|SignInPath|VerifiedIdToken)\b/g,
      ),
    ].map(([cast]) => `${path}: ${cast}`),
  );
  expect(new Set(kinds).size, 'two proofs of one name would pass for each other').toBe(kinds.length);
  expect(casts).toEqual([]);
});

test('one function alone calls a text a route that no page promises', () => {
  const casts = appFiles.flatMap(({ path, text }) => (/\bas Route\b/.test(text) ? [path] : []));
  expect(casts, 'a link that is cast compiles when its page has gone').toEqual(['lib/auth/return-to.ts']);
});

/** The rooms of lib/, lowest first. A room may import itself and what stands before it. */
const ROOMS = [
  'lib/proof',
  'lib/brand',
  'lib/errors',
  'lib/json',
  'lib/time-limit',
  'lib/preferences',
  'lib/words',
  'lib/store',
  'lib/session',
  'lib/places',
  'lib/auth',
  'lib/config',
  'lib/log',
  'lib/directory',
  'lib/http',
  'lib/mail',
  'lib/sessions',
  'lib/tickets',
  'lib/maintenance',
  'lib/rendering',
  'lib/request-session',
  'lib/request-budgets',
  'lib/amplify',
  'lib/data',
  'lib/middleware',
  'lib/early-look',
  'lib/startup',
];

const roomOf = (path: string) => ROOMS.findIndex((room) => isIn(path.replace(/\.ts$/, ''), room));

test('every file of lib/ has a room', () => {
  const homeless = under('lib').filter(({ path }) => roomOf(path) < 0);
  expect(homeless.map(({ path }) => path)).toEqual([]);
});

test('nothing in lib/ imports upwards, types included', () => {
  const found = violations(
    under('lib'),
    ({ target }, { path }) => isIn(target, 'lib') && roomOf(target) > roomOf(path),
  );
  expect(found, 'a reader who goes down the rooms meets nothing that was not built below').toEqual([]);
});

test.each(['lib', 'local'])('no files of %s/ import each other in a circle, types included', (folder) => {
  const files = under(folder);
  // Files that import nothing of the rest are taken away until none is left, or only circles are.
  let rest = files.map(({ path, imports }) => ({
    path,
    needs: imports.flatMap(({ target, kind }) => (kind === 'own' ? [fileOf(target)?.path ?? target] : [])),
  }));
  for (let before = -1; before !== rest.length; ) {
    before = rest.length;
    const left = new Set(rest.map(({ path }) => path));
    rest = rest.filter(({ needs }) => needs.some((path) => left.has(path)));
  }
  expect(rest.map(({ path }) => path)).toEqual([]);
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

test('only the drivers have a Redis client', () => {
  const found = violations(
    appFiles.filter(({ path }) => !isIn(path, 'lib/store/drivers')),
    ({ target, typeOnly }) => !typeOnly && target === 'redis-for-sessions',
  );
  expect(
    found,
    'in a build it has four commands (docs/decisions/0084): an app with commands of its own installs `redis`',
  ).toEqual([]);
});

test('routes reach Redis through the data layer only', () => {
  const found = violations(under('app'), ({ target, typeOnly }) => !typeOnly && isIn(target, 'lib/store'));
  expect(found, 'data functions authorise; a route that reads the store itself can forget to').toEqual([]);
});

/** Words are no data: what a server component says it may look up itself. */
const WORDS = 'lib/data/language';

test('components import no server module', () => {
  const found = violations(
    under('components'),
    ({ target, kind, typeOnly }, { text }) =>
      !typeOnly &&
      kind === 'own' &&
      isIn(target, 'lib') &&
      (target !== WORDS || text.startsWith("'use client'")) &&
      !isBrowserSafe(target),
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
