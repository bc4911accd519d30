import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hasMiddleware } from '../../../lib/data/prerendered';
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
