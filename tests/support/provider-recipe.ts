import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Follows docs/recipes/another-provider.md in a copy of the tree: each of its entries goes to the end of the list.
 *
 * @param root the copy
 */
export function addProviders(root: string): void {
  const page = readFileSync(join(root, 'docs/recipes/another-provider.md'), 'utf8');
  const entries = [...page.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code).join('');
  const file = join(root, 'amplify/auth/providers.ts');
  const list = readFileSync(file, 'utf8');
  const end = list.lastIndexOf('];');
  if (entries === '' || end < 0) throw new Error('The page has no entries, or the file no list.');
  writeFileSync(file, list.slice(0, end) + entries + list.slice(end));
}
