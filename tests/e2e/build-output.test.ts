import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
