import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { manifests, productManifest } from './manifests';
import { appFiles, root } from './source-tree';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** Of the app, and of the packages beside it. */
const versions = Object.entries(manifests).flatMap(([path, { dependencies, devDependencies }]) =>
  Object.entries({ ...dependencies, ...devDependencies }).map(([name, version]) => ({ path, name, version })),
);

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'local/README.md',
  'local/conformance.md',
  'CHANGELOG.md',
  'SECURITY.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

test('every dependency says why it is there', () => {
  const text = read('docs/dependencies.md');
  const names = new Set(versions.map(({ name }) => name));
  const unexplained = [...names].filter((name) => !text.includes(`\`${name}\``));
  expect(
    unexplained,
    'each package is code that runs with the app’s rights: add a line to docs/dependencies.md',
  ).toEqual([]);
});

test('docs/dependencies.md names no package that is gone', () => {
  const named = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)`/gm)].map(([, name = '']) => name);
  const known = new Set(versions.map(({ name }) => name));
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

test('dependencies are pinned to one version', () => {
  const loose = versions
    .filter(({ version }) => !/^(npm:[\w@/.-]+@)?\d+\.\d+\.\d+(-beta\.\d+)?$/.test(version))
    .map(({ path, name, version }) => `${path}: ${name} ${version}`);
  expect(loose, 'two clones of one commit must run the same code').toEqual([]);
});

test('a dependency has one version in all packages', () => {
  const several = versions.filter(({ name, version }) =>
    versions.some((other) => other.name === name && other.version !== version),
  );
  expect(several, 'two versions of one package are installed twice').toEqual([]);
});

test('docs/adopt.md installs what the app has as dependencies, in the same versions', () => {
  const [, command = ''] = /npm install --save-exact ([^`]+)```/.exec(read('docs/adopt.md')) ?? [];
  const named = command.split(/[\s\\]+/).filter(Boolean);
  // An existing app has its own of these.
  const { next: _next, react: _react, 'react-dom': _dom, ...rest } = productManifest.dependencies;
  expect(named.sort()).toEqual(
    Object.entries(rest)
      .map((entry) => entry.join('@'))
      .sort(),
  );
});

test('every command in the documents exists', () => {
  const unknown = documents.flatMap((path) =>
    [...read(path).matchAll(/\bnpm run ([\w:-]+)/g)]
      .map(([, name = '']) => name)
      .filter((name) => !Object.hasOwn(productManifest.scripts, name))
      .map((name) => `${path}: npm run ${name}`),
  );
  expect(unknown, 'a reader types what a page says').toEqual([]);
});

test('every event of the log is on the operations page', () => {
  const text = read('docs/operations.md');
  const events = appFiles.flatMap(({ text: code }) =>
    [...code.matchAll(/\blog\(\s*'(?:warn|error)',\s*'(\w+)'/g)].map(([, event = '']) => event),
  );
  expect(events.length).toBeGreaterThan(10);
  expect(
    events.filter((event) => !text.includes(`\`${event}\``)),
    'whoever is woken by it looks there',
  ).toEqual([]);
});

test('every link between documents leads somewhere', () => {
  const dead = documents.flatMap((path) =>
    [...read(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
      .map(([, target = '']) => join(root, path, '..', target))
      .filter((target) => !exists(target))
      .map((target) => `${path} → ${target}`),
  );
  expect(dead).toEqual([]);
});

function exists(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EISDIR';
  }
}
