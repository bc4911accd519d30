import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '@/scripts/project-root';
import { followRecipes } from '@/tests/support/everyday-tasks';
import { temporaryDirectory } from '@/tests/support/temporary-directory';

const NEEDED = [
  'docs/recipes',
  'examples/recipes',
  'amplify',
  'app',
  'lib/http',
  'lib/brand.ts',
  'public/icon.svg',
  'tests/support',
];

test('everyday tasks take the files and lines that docs/recipes/README.md says', async () => {
  const copy = await temporaryDirectory('everyday');
  try {
    for (const path of NEEDED) {
      mkdirSync(dirname(join(copy.path, path)), { recursive: true });
      cpSync(join(projectRoot, path), join(copy.path, path), { recursive: true });
    }
    const rows = followRecipes(copy.path).map(([page, { files, lines }]) => {
      const [, title = ''] =
        /^# (.*)/.exec(readFileSync(join(copy.path, 'docs/recipes', page), 'utf8')) ?? [];
      return `| [${title}](${page}) | ${files} | ${lines} |`;
    });
    const list = readFileSync(join(projectRoot, 'docs/recipes/README.md'), 'utf8');
    const [, table = ''] = /\| Page \| Files \| Lines \|\n\|[-|]+\|\n((?:\|.*\n)*)/.exec(list) ?? [];
    expect(rows.join('\n')).toBe(table.trimEnd());
  } finally {
    await copy.remove();
  }
});
