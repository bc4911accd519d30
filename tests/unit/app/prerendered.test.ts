import { createHash } from 'node:crypto';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hasMiddleware } from '../../../lib/data/prerendered';
import { inlineScriptsOf } from '../../../lib/http/prerendered-scripts';
import { temporaryDirectory } from '../../support/temporary-directory';

test.each(['middleware.ts', 'proxy.ts', 'src/middleware.ts', 'src/proxy.ts'])(
  'a prerendered page stays prerendered behind %s',
  async (name) => {
    const app = await temporaryDirectory('middleware');
    try {
      expect(hasMiddleware(app.path)).toBe(false);
      await mkdir(join(app.path, 'src'));
      await writeFile(join(app.path, name), '');
      expect(hasMiddleware(app.path)).toBe(true);
    } finally {
      await app.remove();
    }
  },
);

const named = (...scripts: string[]) =>
  scripts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);

test('the inline scripts of a prerendered page are named by hash, and no others', async () => {
  const app = await temporaryDirectory('prerendered');
  try {
    const pages = join(app.path, '.next/server/app');
    await mkdir(join(pages, 'guide'), { recursive: true });
    expect(await inlineScriptsOf('/guide', app.path)).toEqual([]);
    await writeFile(join(pages, '_not-found.html'), '<script>none()</script>');
    const page = join(pages, 'guide/one.html');
    const twice = '<script id="a">one(1)</script><script>one(1)</script>';
    await writeFile(page, `<script src="/x.js" async=""></script>${twice}<script>two("\n")</script>`);
    expect(await inlineScriptsOf('/guide/one', app.path)).toEqual(named('one(1)', 'two("\n")'));

    await writeFile(page, '<script>three()</script>');
    await utimes(page, 2_000_000_000, 2_000_000_000);
    expect(await inlineScriptsOf('/guide/one', app.path)).toEqual(named('three()'));
    expect(await inlineScriptsOf('/guide/%6Fne', app.path)).toEqual(named('three()'));
    const others = ['/guide', '/guide/two', '/guide/../guide/one', '//guide/one', '/%00'];
    for (const path of [...others, '/guide/%2E%2E/guide/one', '/x\\..\\guide/one'])
      expect([path, await inlineScriptsOf(path, app.path)]).toEqual([path, named('none()')]);
  } finally {
    await app.remove();
  }
});
