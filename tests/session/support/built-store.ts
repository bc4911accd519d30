import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { openStore } from '../../../lib/store/open';
import nextConfig from '../../../next.config.mjs';
import { projectRoot } from '../../../scripts/project-root';

const require = createRequire(import.meta.url);

/** Puts in the place of the client's files what a build puts there. */
const asInABuild: Plugin = {
  name: 'as in a build',
  setup({ onLoad }) {
    for (const [glob, rule] of Object.entries(nextConfig.turbopack?.rules ?? {})) {
      const [loader] = ('loaders' in rule && rule.loaders) || [];
      const load: () => string = require(join(projectRoot, `${loader}`));
      const filter = new RegExp(`${glob.replace('**', '').replaceAll('.', '\\.')}$`);
      onLoad({ filter }, ({ path }) => ({ contents: load(), resolveDir: dirname(path) }));
    }
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
    plugins: [asInABuild],
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

interface Built {
  readonly openStore: typeof openStore;
}

/** `lib/store/open.ts` bundled, so that its Redis client is what a build makes of it. */
export const { openStore: openBuiltStore }: Built = await bundle().then((code) => {
  const module: { exports: unknown } = { exports: {} };
  new Function('module', 'exports', 'require', code)(module, module.exports, require);
  return module.exports as Built;
});
