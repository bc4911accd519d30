import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Does to a copy of the tree what docs/recipes/cached-pages.md says.
 *
 * @throws Error when a file is not as the page takes it to be
 */
export function withCacheComponents(path: string): void {
  edit(join(path, 'next.config.mjs'), /^ {2}typedRoutes: true,\n/m, (line) => {
    return `${line}  cacheComponents: true,\n  partialPrefetching: false,\n`;
  });
  edit(join(path, 'app/(site)/layout.tsx'), /^\/\*\*\n/m, (line) => {
    return `export const instant = false;\n\n${line}`;
  });
  // demo: from here
  edit(
    join(path, 'app/handbook/[chapter]/page.tsx'),
    /^.*\nexport const dynamicParams = false;\n\n/m,
    () => '',
  );
  // demo: to here
}

/** Has React's compiler work on a copy of the tree. It is a package that the copy has to install. */
export function withReactCompiler(path: string): void {
  edit(
    join(path, 'next.config.mjs'),
    /^ {2}typedRoutes: true,\n/m,
    (line) => `${line}  reactCompiler: true,\n`,
  );
}

/** Whether React's compiler has been at work in the build at `path`: it leaves its mark in chunks besides React's own. */
export function isCompiledByReact(path: string): boolean {
  const chunks = join(path, '.next/static/chunks');
  const marked = readdirSync(chunks)
    .filter((name) => name.endsWith('.js'))
    .filter((name) => readFileSync(join(chunks, name), 'utf8').includes('react.memo_cache_sentinel'));
  return marked.length > 1;
}

/** Whether the build at `path` was made with `cacheComponents`. */
export function hasCacheComponents(path: string): boolean {
  const { config } = JSON.parse(readFileSync(join(path, '.next/required-server-files.json'), 'utf8'));
  return config.cacheComponents === true;
}

function edit(file: string, pattern: RegExp, by: (found: string) => string): void {
  const text = readFileSync(file, 'utf8');
  if (!pattern.test(text)) throw new Error(`${file} has nothing like ${pattern}`);
  writeFileSync(file, text.replace(pattern, by));
}
