import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { expect, test } from 'vitest';
import { BRAND, COLOURS } from '@/lib/brand';
import { projectRoot } from '@/scripts/project-root';

const SOURCE = ['.ts', '.tsx', '.css'];

const files = ['app', 'components', 'lib', 'messages'].flatMap((folder) =>
  readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => SOURCE.includes(extname(name)))
    .map((name) => ({
      path: `${folder}/${name}`,
      code: withoutComments(readFileSync(join(projectRoot, folder, name), 'utf8')),
    })),
);

function withoutComments(text: string): string {
  return text.replace(/\/\*.*?\*\/|^\s*\/\/.*$/gms, '');
}

const saying = (pattern: RegExp) => files.filter(({ code }) => pattern.test(code)).map(({ path }) => path);

test('Latchkey is named in lib/brand.ts alone', () => {
  const found = saying(/(?<![\w-])Latchkey(?!\w)/).filter((path) => path !== 'lib/brand.ts');
  expect(found, 'who renames the app changes one line').toEqual([]);
});

/** Colours that are not ours to choose, and a mask, which has none. */
const NOT_OURS = [
  'components/home/ticket-stub.module.css',
  'components/security/qr-image.tsx',
  'components/sign-in/provider-mark.tsx',
];

test('colours stand in lib/brand.ts alone', () => {
  const found = saying(/#[0-9a-f]{3}(?:[0-9a-f]{3})?\b/i).filter((path) => !NOT_OURS.includes(path));
  expect(found, 'who changes a colour changes one line').toEqual(['lib/brand.ts']);
});

test('the icon in the tab has the brand’s colours, which a file cannot take from there', () => {
  const icon = readFileSync(join(projectRoot, 'public/icon.svg'), 'utf8');
  const used = new Set([...icon.matchAll(/#[0-9a-f]{6}/gi)].map(([colour]) => colour));
  expect(used).toEqual(new Set([COLOURS['brand-plate'][0], COLOURS['brand-key'][0]]));
  expect(icon).toContain(`<title>${BRAND.name}</title>`);
});
