import { expect, test } from 'vitest';
import { appFiles, fileOf, under } from './source-tree';

/** What holds or makes secrets. A bundler gives the browser a stand-in for `node:crypto` without a word. */
const SERVER_MODULES = ['node:crypto', 'redis-for-sessions', '@upstash/redis', 'openid-client', 'jose'];

test('every module of lib/ that works with secrets refuses to be bundled for the browser', () => {
  const unmarked = under('lib').filter(
    ({ path, imports }) =>
      !path.endsWith('.test.ts') &&
      imports.some(({ target, typeOnly }) => !typeOnly && SERVER_MODULES.includes(target)) &&
      !imports.some(({ target }) => target === 'server-only'),
  );
  expect(
    unmarked.map(({ path }) => path),
    "without import 'server-only' one wrong import in a component ships this code to the browser",
  ).toEqual([]);
});

/** Next.js replaces this one name with a constant when it compiles `instrumentation.ts`. */
const ENVIRONMENT = /\bprocess\.env\b(?!\.NEXT_RUNTIME\b)/;

test('the environment is read in lib/config/load.ts alone', () => {
  const readers = appFiles.filter(
    ({ path, text }) => path !== 'lib/config/load.ts' && ENVIRONMENT.test(text),
  );
  expect(
    readers.map(({ path }) => path),
    'one door for configuration: parsed once at start, frozen, failing with the variable’s name',
  ).toEqual([]);
});

test('a server action module exports server actions and nothing else', () => {
  const others = appFiles
    .filter(({ text }) => /^['"]use server['"]/m.test(text))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/^export\s+(?!async function \w+|type |interface )(.*)$/gm)].map(
        ([line]) => `${path}: ${line}`,
      ),
    );
  expect(others, 'every export of such a module is an HTTP endpoint that anyone can call').toEqual([]);
});

/** The whole list: a new action is a new public endpoint, and this is where that is noticed. */
const ACTIONS: readonly string[] = [
  'app/(site)/account/actions.ts: changeEmailAction',
  'app/(site)/account/actions.ts: changeNameAction',
  'app/(site)/account/actions.ts: deleteAccountAction',
  'app/(site)/account/not-me/actions.ts: notMeAction',
  'app/(site)/account/security/actions.ts: addPasskeyAction',
  'app/(site)/account/security/actions.ts: changePasswordAction',
  'app/(site)/account/security/actions.ts: removeAuthenticatorAction',
  'app/(site)/account/security/actions.ts: removePasskeyAction',
  'app/(site)/account/security/actions.ts: setUpAuthenticatorAction',
  'app/(site)/account/security/actions.ts: startPasskeyAction',
  'app/(site)/account/sessions/actions.ts: endSessionsAction',
  'app/(site)/account/settings/actions.ts: chooseAction',
  'app/(site)/admin/actions.ts: administerAction',
  // Sets a cookie of two known words, and needs no session for it.
  'app/(site)/sign-in/actions.ts: chooseLanguageAction',
];

test('the server actions are the declared ones', () => {
  const found = appFiles
    .filter(({ text }) => /^\s*['"]use server['"]/m.test(text))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/^export async function (\w+)/gm)].map(([, name]) => `${path}: ${name}`),
    );
  expect(found.sort(), 'declare a new action here once its own check of the session is tested').toEqual(
    ACTIONS,
  );
});

/** `void` before a call: a promise that nobody waits for. */
const LEFT_RUNNING = /\bvoid (?=[\w.#]+\()/;

/** Deletes from a Map; and a timer, for servers that stay awake. */
const NOT_A_REQUESTS = ['lib/amplify/cookie-store.ts', 'lib/session/revocation-rounds.ts'];

test('a request leaves nothing running when its answer leaves', () => {
  // Not in the drivers: what is lost of a connection is made again by the next request.
  const serverCode = appFiles.filter(({ path }) => !/^(components|lib\/store\/drivers)\//.test(path));
  const found = serverCode.filter(({ text }) => LEFT_RUNNING.test(text));
  expect(
    found.map(({ path }) => path).sort(),
    'where a process is frozen between requests, what nobody waits for is lost: await it, or keep it in Redis first',
  ).toEqual(NOT_A_REQUESTS);
});

test('an age is counted by both clocks', () => {
  const found = under('lib').filter(
    ({ path, text }) => /performance\.now/.test(text) && path !== 'lib/store/moment.ts',
  );
  expect(
    found.map(({ path }) => path),
    'of a process that sleeps between requests nothing promises that either clock alone is right',
  ).toEqual([]);
});

test('nothing has prerendered pages rendered anew: their policy names scripts of the file', () => {
  const everything = appFiles.filter(({ text }) => /revalidatePath\([^)]*['"]layout['"]/.test(text));
  expect(
    everything.map(({ path }) => path),
    'docs/decisions/0075: where Next cannot write the file, the scripts of the handbook would not run',
  ).toEqual([]);
});

/** Looks at a header as Next does, by a file of Next's that imports nothing more of it (lib/http/router-state.ts). */
const ALONE = 'lib/http/router-state';

/** A file and what is loaded with it, by their names. */
function loadedWith(target: string, seen: Set<string> = new Set()): ReadonlySet<string> {
  if (seen.has(target)) return seen;
  seen.add(target);
  if (target === ALONE) return seen;
  for (const { target: next, typeOnly, lazy } of fileOf(target)?.imports ?? [])
    if (!typeOnly && !lazy) loadedWith(next, seen);
  return seen;
}

test.each(['lib/startup', 'lib/early-look'])('a start loads nothing of Next with %s', (target) => {
  const loaded = loadedWith(target);
  expect(loaded).toContain('lib/config/config');
  expect(
    ['next', 'react'].filter((name) => loaded.has(name)),
    'Next bundles them once more for the start: a hundred kilobytes that the first handler does not use',
  ).toEqual([]);
});

test('a page that reads a session does without next/server', () => {
  const loaded = [...loadedWith('lib/data/viewer')].flatMap((target) => fileOf(target) ?? []);
  const users = loaded.filter(({ text }) => text.includes("from 'next/server'"));
  expect(
    users.map(({ path }) => path),
    'it brings requests, responses and addresses of Next’s own, which a page uses none of',
  ).toEqual([]);
});
