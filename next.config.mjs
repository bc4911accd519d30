// @ts-check
// No TypeScript: `next start` would load a compiler to read it, and keep a sixth of its memory for that (docs/decisions/0085).
import { createRequire } from 'node:module';
import { relative } from 'node:path';

/** In a build of Amplify Hosting and in a running server; a build for any address has none. */
const origin = process.env.APP_ORIGIN;

/**
 * The most bytes of a request's body that Next holds for the middleware, before anything of ours has seen the request:
 * ten megabytes unless said. Twice what the largest handler reads, so that this still tells a long body from a cut one.
 */
const MOST_BODY_BYTES = 128 * 1024;

/** @type {{ version: string }} */
const { version } = createRequire(import.meta.url)('next/package.json');
/** Next 16 has a new name for what 15.5 calls by the old one. */
const bodyLimit = version.startsWith('15.') ? 'middlewareClientMaxBodySize' : 'proxyClientMaxBodySize';

/** @type {NonNullable<import('next').NextConfig['experimental']>} */
const experimental = {
  // Next would load every page and handler of the app before the first request, and keep them.
  preloadEntriesOnStart: false,
  // Next compares an action's Origin with the host name that reaches it, which behind a proxy need not be the public one;
  // lib/middleware.ts compares with the public one.
  serverActions: { allowedOrigins: origin && URL.canParse(origin) ? [new URL(origin).host] : [] },
};
Object.assign(experimental, { [bodyLimit]: MOST_BODY_BYTES });

/** Next would take the topmost folder that has a lock file, and put the server into a folder below `standalone`. */
const root = process.cwd();

/** From where the app begins, as globs have it; one that lies elsewhere on a machine cannot travel. */
const placesDatabase = process.env.PLACES_DATABASE
  ? [`./${relative(root, process.env.PLACES_DATABASE)}`]
  : [];

/** @type {import('next').NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  // lib/early-look.ts compresses what can be compressed; Next prepares it for every response, and then compresses pages and files alone.
  compress: false,
  typedRoutes: true,
  turbopack: {
    root,
    rules: {
      // Of the Redis client what the drivers use. The name is ours: a Redis client of the app's own has everything.
      '**/redis-for-sessions/dist/index.js': { loaders: ['./lib/store/drivers/redis-kinds.cjs'] },
      '**/redis-for-sessions/dist/lib/commands/index.js': {
        loaders: ['./lib/store/drivers/redis-commands.cjs'],
      },
      '**/redis-for-sessions/dist/lib/command-metadata/command-metadata-data.js': {
        loaders: ['./lib/store/drivers/redis-metadata.cjs'],
      },
      '**/redis-for-sessions/dist/lib/opentelemetry/index.js': {
        loaders: ['./lib/store/drivers/redis-telemetry.cjs'],
      },
    },
  },
  outputFileTracingRoot: root,
  // A deployment checks what it deploys; tests and scripts are `npm run check`'s to check.
  typescript: { tsconfigPath: 'tsconfig.build.json' },
  // Read at run time by lib/config/load.ts, so these have to travel with the server.
  outputFileTracingIncludes: { '/**': ['./amplify_outputs.json', ...placesDatabase] },
  // Nothing here uses the image optimiser, which fetches any path of this site behind the back of the middleware.
  images: { unoptimized: true },
  // Its library is close to half of what a host would have to load.
  outputFileTracingExcludes: { '**': ['./node_modules/@img/**', './node_modules/sharp/**'] },
  experimental,
};

export default nextConfig;
