import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { isProtected, isSessionChecked } from '@/lib/http/routes';
import { readSettings } from '@/scripts/environment';
import { projectRoot } from '@/scripts/project-root';

const build = (path: string) => join(projectRoot, '.next', path);

interface PrerenderManifest {
  readonly routes: Readonly<Record<string, unknown>>;
  readonly dynamicRoutes: Readonly<Record<string, unknown>>;
}

/** Every file of the build below `folder`, as text. */
function filesIn(folder: string): ReadonlyArray<readonly [path: string, text: string]> {
  return readdirSync(build(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(js|json|html|rsc|css)$/.test(name))
    .map((name) => [name, readFileSync(build(join(folder, name)), 'utf8')]);
}

function filesThatContain(folder: string, words: readonly string[]): string[] {
  return filesIn(folder).flatMap(([path, text]) =>
    words.filter((word) => text.includes(word)).map((word) => `${path}: ${word}`),
  );
}

test('a prerendered page is public, or the middleware reads the session in front of it', () => {
  const manifest: PrerenderManifest = JSON.parse(readFileSync(build('prerender-manifest.json'), 'utf8'));
  const prerendered = [...Object.keys(manifest.routes), ...Object.keys(manifest.dynamicRoutes)];
  // demo: from here
  expect(prerendered.filter((path) => isSessionChecked(path))).not.toEqual([]);
  // demo: to here
  expect(
    prerendered.filter((path) => isProtected(path) && !isSessionChecked(path)),
    'such a page runs no code at request time and is sent with s-maxage=31536000',
  ).toEqual([]);
});

test('what the browser downloads names no secret and no server setting', () => {
  const { SESSION_KEYS = '' } = readSettings(projectRoot, {}).variables;
  const words = [
    SESSION_KEYS,
    'SESSION_KEYS',
    'REDIS_URL',
    'REDIS_PASSWORD',
    'UPSTASH_REDIS_REST_TOKEN',
    'ioredis',
  ];
  expect(filesIn('static').length).toBeGreaterThan(5);
  expect(filesThatContain('static', words)).toEqual([]);
});

interface ClientReferences {
  /** The scripts of each part of a page, its layouts and what may take its place included, which a browser loads with it. */
  readonly entryJSFiles: Readonly<Record<string, readonly string[]>>;
}

/** The scripts that a page loads beside Next's own, in bytes as they travel. @param page its folder below `app` */
function scriptBytesOf(page: string): number {
  const code = readFileSync(build(`server/app/${page}/page_client-reference-manifest.js`), 'utf8');
  const { entryJSFiles }: ClientReferences = JSON.parse(
    code.slice(code.indexOf('= {') + 2).replace(/;\s*$/, ''),
  );
  // The root layout has no component in the browser: what it loads is Next's own for the parts of any page.
  const nexts = new Set(entryJSFiles['[project]/app/layout']);
  const ours = new Set(
    Object.values(entryJSFiles)
      .flat()
      .filter((file) => !nexts.has(file)),
  );
  return [...ours].reduce((sum, file) => sum + gzipSync(readFileSync(build(file))).length, 0);
}

test.for([
  ['(site)', 5_000],
  // demo: from here
  ['(site)/protected', 4_250],
  ['(site)/protected-client', 4_900],
  ['(site)/profile', 5_250],
  // demo: to here
  ['(site)/sign-in', 6_500],
  ['(site)/account', 5_750],
  ['(site)/account/security', 6_500],
  ['(site)/account/sessions', 7_800],
  ['(site)/account/activity', 4_750],
  ['(site)/admin/[username]', 6_300],
] as const)('app/%s loads less than %i bytes of script beside Next’s own', ([page, most]) => {
  const bytes = scriptBytesOf(page);
  expect(bytes).toBeGreaterThan(3_000);
  expect(bytes, 'docs/performance.md says what each part of a page costs').toBeLessThan(most);
});

test('the server that is deployed does not know the local AWS', () => {
  const words = ['LOCAL_AWS_PORT', 'LOCAL_APP_ORIGINS', '/__test/', 'inbox.json', 'Demo-Passw0rd!'];
  expect(filesThatContain('server', words).filter((hit) => !hit.includes('.map:'))).toEqual([]);
});

test('the Redis client in a build has the commands that it sends by itself, and no others', () => {
  const found = filesThatContain('server', ['CLIENT_SETNAME', 'GEORADIUS', 'ZRANGESTORE']);
  const code = found.filter((hit) => !hit.includes('.map:')).map((hit) => hit.split(': ')[1]);
  expect([...new Set(code)], 'the rule of next.config.mjs names a file that is there').toEqual([
    'CLIENT_SETNAME',
  ]);
});

test('what is deployed holds no symbolic link, which Amplify Hosting fails to bundle', () => {
  const links = readdirSync(build('.'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink())
    .map((entry) => join(entry.parentPath, entry.name));
  expect(links, 'a package that Next leaves unbundled: aws-amplify/amplify-hosting#4074').toEqual([]);
});
