// Makes what `npm pack` ships: JavaScript that runs without a TypeScript loader, and its types.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
const types = join(dist, 'types');

rmSync(dist, { recursive: true, force: true });
await build({
  absWorkingDir: here,
  entryPoints: { bin: 'bin.ts', index: 'index.ts', testing: 'testing/index.ts' },
  outdir: dist,
  bundle: true,
  packages: 'external',
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.12',
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  legalComments: 'none',
});

const compiler = createRequire(import.meta.url).resolve('typescript/package.json');
execFileSync(
  process.execPath,
  [join(dirname(compiler), 'bin/tsc'), '-p', join(here, 'tsconfig.types.json')],
  {
    stdio: 'inherit',
  },
);
for (const name of readdirSync(types, { recursive: true, encoding: 'utf8' })) {
  if (name.endsWith('.d.ts')) addExtensions(join(types, name));
}

/** Node's own resolution, which a user's TypeScript may follow, wants files named in full. */
function addExtensions(path) {
  const text = readFileSync(path, 'utf8').replace(
    /(\bfrom |\bimport\()(['"])(\.\.?\/[^'"]+)\2/g,
    (_, by, quote, to) => {
      const isFolder = existsSync(join(dirname(path), to, 'index.d.ts'));
      return `${by}${quote}${to}${isFolder ? '/index' : ''}.js${quote}`;
    },
  );
  writeFileSync(path, text);
}
