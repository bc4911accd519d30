import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { SessionProvider } from '@/components/session/session-provider';
import { Corner, Editor, Greeting } from '@/examples/recipes/in-the-browser';
import type { Viewer } from '@/lib/data/viewer';
import { projectRoot } from '@/scripts/project-root';

const viewer: Viewer = {
  sub: 'a-sub',
  username: 'a-sub',
  name: 'Ada',
  email: 'ada@example.com',
  picture: null,
  groups: [],
  method: 'password',
  provider: null,
  signedInAt: 0,
  expiresAt: 1,
};

/** As the server renders it. @param initial undefined on a prerendered page, where nobody is known yet */
const rendered = (element: ReactElement, initial: Viewer | null | undefined) =>
  renderToStaticMarkup(<SessionProvider initial={initial}>{element}</SessionProvider>);

test.for([
  [
    'someone who is signed in',
    viewer,
    '<p>Hello, Ada</p>',
    '<a href="/account">Ada</a>',
    '<p>Draft of Ada</p>',
  ],
  ['a signed-out visitor', null, '', '<a href="/sign-in">Sign in</a>', '<p>One moment.</p>'],
  ['someone who is not known yet', undefined, '', '', '<p>One moment.</p>'],
] as const)('the server’s markup is right from the start for %s', ([, initial, greeting, corner, editor]) => {
  expect(rendered(<Greeting />, initial)).toBe(greeting);
  expect(rendered(<Corner />, initial)).toBe(corner);
  expect(rendered(<Editor />, initial)).toBe(editor);
});

const KIT = ['session-provider', 'signed-in', 'signed-out', 'require-session'];
/** What a page loads before it is at work, and what it loads then. */
const MOST_AT_FIRST = 1_300;
const MOST_IN_ALL = 3_800;

test('all of it together is 1.3 kB of script at first, and 2.5 kB more once the page is at work', async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: KIT.map((name) => `export * from './components/session/${name}';`).join('\n'),
      resolveDir: projectRoot,
    },
    bundle: true,
    splitting: true,
    outdir: 'kit',
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    external: ['react', 'react/jsx-runtime', 'next/*'],
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const bytesOf = (code: string) => gzipSync(code, { level: 9 }).length;
  const all = outputFiles.map(({ text }) => bytesOf(text)).reduce((sum, bytes) => sum + bytes, 0);
  const watch = outputFiles.find(({ text }) => text.includes('latchkey-session-watch'));
  const atFirst = all - bytesOf(watch?.text ?? '');
  expect(atFirst).toBeGreaterThan(800);
  expect(atFirst).toBeLessThan(MOST_AT_FIRST);
  expect(all).toBeGreaterThan(atFirst + 800);
  expect(all).toBeLessThan(MOST_IN_ALL);
});
