import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { openStore } from '../../../lib/store/open';
import { projectRoot } from '../../../scripts/project-root';

const require = createRequire(import.meta.url);

/** Puts in place of the client's commands what a build puts there. */
const neededCommands: Plugin = {
  name: 'needed commands',
  setup({ onLoad }) {
    const load: () => string = require('../../../lib/store/drivers/redis-commands.cjs');
    onLoad(
      { filter: /[\\/]redis-for-sessions[\\/]dist[\\/]lib[\\/]commands[\\/]index\.js$/ },
      ({ path }) => ({
        contents: load(),
        resolveDir: dirname(path),
      }),
    );
  },
};

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: projectRoot,
    entryPoints: ['lib/store/open.ts'],
    alias: { 'server-only': './tests/support/server-only.ts' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    plugins: [neededCommands],
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

interface Built {
  readonly openStore: typeof openStore;
}

/** `lib/store/open.ts` bundled, so that its Redis client has no more commands than in a build. */
export const { openStore: openBuiltStore }: Built = await bundle().then((code) => {
  const module: { exports: unknown } = { exports: {} };
  new Function('module', 'exports', 'require', code)(module, module.exports, require);
  return module.exports as Built;
});
