import { writeFileSync } from 'node:fs';
import Module from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/*
 * Loaded before an app that is measured: on SIGUSR2 it writes down which files that process has loaded by then, and what its
 * heap holds once it has been collected. Next's server is CommonJS, its own bundles included.
 */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

process.on('SIGUSR2', () => {
  collect();
  const keptMiB = process.memoryUsage().heapUsed / 2 ** 20;
  writeFileSync(
    process.env.BENCH_REPORT ?? '',
    JSON.stringify({ keptMiB, files: Object.keys(Module._cache) }),
  );
});
