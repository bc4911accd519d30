import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { manifests, packageManifest, productManifest } from './manifests';
import { root } from './source-tree';

const names = z.record(z.string(), z.string()).default({});
const lock = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      deprecated: z.string().optional(),
      hasInstallScript: z.boolean().default(false),
      engines: z.union([z.record(z.string(), z.string()), z.array(z.string())]).default({}),
      optionalDependencies: names,
      peerDependencies: names,
      dependencies: names,
    }),
  ),
});

const { packages } = lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
const entries = Object.entries(packages).filter(([path]) => path.includes('node_modules/'));
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const installed = new Set(entries.map(([path]) => nameOf(path)));

test('the lock holds what the rules below look at', () => {
  expect(entries.length).toBeGreaterThan(500);
  expect(installed).toContain('next');
});

test.each([
  ['@aws-amplify/backend-cli', 'only a deployment needs ampx: npm run ampx, and amplify.yml'],
  ['cognito-local', 'only a benchmark needs it: bench/local-aws/package.json'],
  ['aws-sdk', 'out of support; it came with cognito-local'],
])('a clone does not install %s', (name, reason) => {
  expect([...installed], reason).not.toContain(name);
});

test('no package is deprecated', () => {
  const found = entries.filter(([, { deprecated }]) => deprecated !== undefined).map(([path]) => path);
  expect(found, 'npm ci warns of each: find what brings it, or override it').toEqual([]);
});

test('every package with an install script is approved or refused by name', () => {
  const scripted = entries
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => nameOf(path));
  const judged = Object.keys(productManifest.allowScripts);
  expect([...new Set(scripted)].sort(), 'npm install-scripts approve <name>, or deny <name>').toEqual(
    judged.sort(),
  );
});

test('no package is installed below the one that has it as a peer', () => {
  const below = entries.flatMap(([path, { peerDependencies, dependencies }]) =>
    Object.keys(peerDependencies)
      .filter((peer) => !Object.hasOwn(dependencies, peer))
      .map((peer) => `${path}/node_modules/${peer}`)
      .filter((peer) => Object.hasOwn(packages, peer)),
  );
  expect(below, 'npm ci warns of each as ERESOLVE; the one above serves as well').toEqual([]);
});

/** Whether Node 20 is what a package asks for, as far as the ranges in this lock go. */
function allowsNode20(range: string): boolean {
  return range.split('||').some((part) => {
    const [, operator = '', major = '0'] = /^\s*(>=|>|\^|~|<=|<|=)?\s*v?(\d+)/.exec(part) ?? ['', '>=', '0'];
    if (operator === '>=' || operator === '>') return Number(major) <= 20;
    return Number(major) === 20 || operator.startsWith('<');
  });
}

test('every package runs on the oldest Node that engines allows', () => {
  expect(productManifest.engines.node).toBe('>=20.12');
  const refusing = entries.filter(
    ([, { engines }]) => !Array.isArray(engines) && engines.node !== undefined && !allowsNode20(engines.node),
  );
  expect(
    refusing.map(([path, { engines }]) => `${path}: ${JSON.stringify(engines)}`),
    'npm ci warns of each as EBADENGINE',
  ).toEqual([]);
});

test('.nvmrc says which Node to use, one that engines allows', () => {
  expect(readFileSync(join(root, '.nvmrc'), 'utf8')).toMatch(/^(20|22|24)\n$/);
  expect(packageManifest.engines).toEqual(productManifest.engines);
});

test('the lock has the entries of every platform', () => {
  const missing = entries.flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !installed.has(name))
      .map((name) => `${path} → ${name}`),
  );
  expect(missing, 'npm install on one platform drops those of the others: bring them back').toEqual([]);
});

test('the lock is of these manifests', () => {
  for (const path of ['', 'local']) {
    const { dependencies, devDependencies } = manifests[join(path, 'package.json')] ?? productManifest;
    const locked = packages[path];
    expect({ ...locked?.dependencies, ...names.parse(locked?.devDependencies) }).toEqual({
      ...dependencies,
      ...devDependencies,
    });
  }
});
