import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './source-tree';

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const manifest: Manifest = JSON.parse(read('package.json'));

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

test('every dependency says why it is there', () => {
  const text = read('docs/dependencies.md');
  const names = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)];
  const unexplained = names.filter((name) => !text.includes(`\`${name}\``));
  expect(
    unexplained,
    'each package is code that runs with the app’s rights: add a line to docs/dependencies.md',
  ).toEqual([]);
});

test('docs/dependencies.md names no package that is gone', () => {
  const named = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)`/gm)].map(([, name = '']) => name);
  const known = { ...manifest.dependencies, ...manifest.devDependencies };
  expect(named.filter((name) => !Object.hasOwn(known, name))).toEqual([]);
});

test('dependencies are pinned to one version', () => {
  const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    .filter(([, version]) => !/^(npm:[\w@/.-]+@)?\d+\.\d+\.\d+$/.test(version))
    .map(([name, version]) => `${name}: ${version}`);
  expect(loose, 'two clones of one commit must run the same code').toEqual([]);
});

test('every command in the documents exists', () => {
  const unknown = documents.flatMap((path) =>
    [...read(path).matchAll(/\bnpm run ([\w:-]+)/g)]
      .map(([, name = '']) => name)
      .filter((name) => !Object.hasOwn(manifest.scripts, name))
      .map((name) => `${path}: npm run ${name}`),
  );
  expect(unknown, 'a reader types what a page says').toEqual([]);
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
