import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface Import {
  /** A path from the repository's root without extension, such as `lib/log`, or a package's name, or `node:fs`. */
  readonly target: string;
  readonly kind: 'own' | 'package' | 'node';
  /** `import type`: gone after compiling. */
  readonly typeOnly: boolean;
  /** By `import(…)`: loaded when it is reached. */
  readonly lazy: boolean;
}

export interface SourceFile {
  /** From the repository's root, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const FOLDERS = [
  'amplify',
  'app',
  'attack',
  'bench',
  'components',
  'examples',
  'lib',
  'local',
  'local-hosting',
  'messages',
  'scripts',
  'test-kit',
  'tests',
];
const TOP_FILES = /^(middleware|proxy|instrumentation|instrumentation-client|vitest\.config)\.ts$/;

const STATEMENT = /^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]/g;

/** Every TypeScript file of ours. */
export const sourceFiles: readonly SourceFile[] = [
  ...readdirSync(root).filter((name) => TOP_FILES.test(name)),
  ...FOLDERS.flatMap(listFolder),
]
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts') && !path.includes('/node_modules/'))
  .map(read);

/** What is bundled into the app, on the server or in the browser. */
export const appFiles = sourceFiles.filter(
  ({ path }) =>
    /^(app|components|lib)\//.test(path) || /^(middleware|proxy|instrumentation.*)\.ts$/.test(path),
);

/** The file that `import … from '<target>'` names. */
export function fileOf(target: string): SourceFile | undefined {
  return sourceFiles.find(({ path }) => path.replace(/(\/index)?\.tsx?$/, '') === target);
}

/** The files under `folder`, such as `lib/auth`. */
export function under(folder: string): readonly SourceFile[] {
  return sourceFiles.filter(({ path }) => path.startsWith(`${folder}/`));
}

/** Whether `target` is `folder` or in it. */
export function isIn(target: string, folder: string): boolean {
  return target === folder || target.startsWith(`${folder}/`);
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name.replaceAll('\\', '/')}`,
    );
  } catch {
    return []; // not every checkout has every folder
  }
}

function read(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  return { path, text, imports: findImports(path, text) };
}

function findImports(path: string, text: string): Import[] {
  const statements = [...text.matchAll(STATEMENT)].map(([statement, type, from = '']) =>
    describe(path, from, { typeOnly: type !== undefined || hasOnlyTypes(statement), lazy: false }),
  );
  const dynamic = [...text.matchAll(DYNAMIC)].map(([, from = '']) =>
    describe(path, from, { typeOnly: false, lazy: true }),
  );
  return [...statements, ...dynamic];
}

/** `import { type A, type B } from …` leaves nothing behind either. */
function hasOnlyTypes(statement: string): boolean {
  const names = /\{([^}]*)\}\s*from/
    .exec(statement)?.[1]
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  return (
    names !== undefined &&
    !/import\s+\w+\s*,/.test(statement) &&
    names.every((name) => name.startsWith('type '))
  );
}

function describe(path: string, from: string, how: Pick<Import, 'typeOnly' | 'lazy'>): Import {
  const bare = from.replace(/\.(js|ts|tsx)$/, '');
  if (from.startsWith('@/')) return { target: bare.slice(2), kind: 'own', ...how };
  if (from.startsWith('.')) return { target: posix.join(dirname(path), bare), kind: 'own', ...how };
  if (from.startsWith('node:') || builtinModules.includes(from))
    return { target: from, kind: 'node', ...how };
  const [scope = '', name = ''] = from.split('/');
  return { target: from.startsWith('@') ? `${scope}/${name}` : scope, kind: 'package', ...how };
}
