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
const MOST_BYTES = 3_000;

test('all of it together is less than 3 kB of script', async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: KIT.map((name) => `export * from './components/session/${name}';`).join('\n'),
      resolveDir: projectRoot,
    },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    external: ['react', 'react/jsx-runtime', 'next/*'],
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const bytes = gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
  expect(bytes).toBeGreaterThan(1_000);
  expect(bytes).toBeLessThan(MOST_BYTES);
});
