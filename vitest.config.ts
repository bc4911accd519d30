import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import browserTests from './tests/e2e/on-hosting.json' with { type: 'json' };

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

const SECOND = 1_000;

/** Where the tests of a project are, if not in the folder of `tests/` that has its name. */
const FOLDERS: Readonly<Record<string, string>> = { 'local-aws': 'local/tests' };

/** Browser tests that run on the local Hosting too: the quick ones, or all with ON_HOSTING=all. */
const onHosting = [...browserTests.quick, ...(process.env.ON_HOSTING === 'all' ? browserTests.rest : [])];

/** Projects that test the production build. They share one. */
const BUILT = new Set(['e2e', 'attack']);
/** Projects whose files share servers too: one worker runs them all, so that its fixtures last from file to file. */
const SHARING = new Set(['e2e', 'on-hosting']);

/** What a project needs before its first test, by the project's name. */
function setupOf(name: string): string[] {
  if (name === 'hosting' || name === 'on-hosting') return [path('./tests/hosting/support/global-setup.ts')];
  return BUILT.has(name) ? [path('./tests/support/production-build.ts')] : [];
}

function filesOf(name: string): string[] {
  if (name === 'on-hosting') return onHosting.map((file) => `tests/e2e/${file}.test.ts`);
  return [`${FOLDERS[name] ?? `tests/${name}`}/**/*.test.{ts,tsx}`];
}

interface Timing {
  /** Milliseconds for one test. */
  readonly test: number;
  /** Milliseconds for one hook: these start servers. */
  readonly hook: number;
}

/**
 * One project per folder of `tests/`, one for the package in `local/`, and one for browser tests on the local Hosting.
 * Groups run one after another in this order, so that a browser test never shares two cores with a unit test; inside a
 * group files run in parallel unless `sequential`.
 */
function project(name: string, order: number, timing: Timing, sequential = false): TestProjectConfiguration {
  return {
    extends: true,
    test: {
      name,
      include: filesOf(name),
      testTimeout: timing.test,
      hookTimeout: timing.hook,
      // Vitest leaves one core free, which of two is half.
      maxWorkers: sequential ? 1 : availableParallelism(),
      isolate: !SHARING.has(name),
      sequence: { groupOrder: order },
      // Recipes call handlers and pages as Next would.
      ...(name === 'unit' ? { setupFiles: [path('./test-kit/next-environment.ts')] } : {}),
      ...(name === 'on-hosting' ? { provide: { host: 'local Hosting' } } : {}),
      globalSetup: setupOf(name),
    },
  };
}

export default defineConfig({
  resolve: {
    alias: [
      // The package throws unless the bundler sets the `react-server` condition, which Vitest does not.
      { find: /^server-only$/, replacement: path('./tests/support/server-only.ts') },
      { find: /^@\//, replacement: `${path('./')}` },
    ],
  },
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    allowOnly: false,
    restoreMocks: true,
    projects: [
      project('unit', 1, { test: 10 * SECOND, hook: 20 * SECOND }),
      project('amplify', 2, { test: 60 * SECOND, hook: 120 * SECOND }),
      project('local-aws', 3, { test: 60 * SECOND, hook: 120 * SECOND }),
      project('session', 4, { test: 60 * SECOND, hook: 60 * SECOND }),
      // The first test that asks for a server waits until it has started.
      project('e2e', 5, { test: 120 * SECOND, hook: 180 * SECOND }, true),
      project('hosting', 6, { test: 60 * SECOND, hook: 180 * SECOND }, true),
      project('on-hosting', 7, { test: 120 * SECOND, hook: 180 * SECOND }, true),
      project('attack', 8, { test: 60 * SECOND, hook: 180 * SECOND }, true),
      // Skipped unless ADOPT says what to adopt.
      project('adopt', 9, { test: 60 * SECOND, hook: 180 * SECOND }, true),
    ],
  },
});
