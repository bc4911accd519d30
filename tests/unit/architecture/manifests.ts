import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './source-tree';

export interface Manifest {
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly engines: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

const read = (path: string): Manifest => ({
  version: '',
  scripts: {},
  dependencies: {},
  devDependencies: {},
  engines: {},
  allowScripts: {},
  ...JSON.parse(readFileSync(join(root, path), 'utf8')),
});

/** The app's. */
export const productManifest = read('package.json');
/** The local AWS's. */
export const packageManifest = read('local/package.json');

/** By path. */
export const manifests: Readonly<Record<string, Manifest>> = {
  'package.json': productManifest,
  'local/package.json': packageManifest,
  'bench/local-aws/package.json': read('bench/local-aws/package.json'),
  'bench/peers/package.json': read('bench/peers/package.json'),
};
