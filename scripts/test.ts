import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Tally } from '../tests/support/reporter';
import { provideAmplifyOutputs } from './amplify-outputs';
import { AWS_CLI, CHROMIUM, provision, REDIS_SERVER } from './programs';
import { projectRoot } from './project-root';

const tallyFile = join(projectRoot, '.latchkey/test-tally.json');

/** What a run counts as when it did not get as far as counting. */
const BROKEN: Tally = { passed: 0, failed: 1 };

const tally = await run(process.argv.slice(2));
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 ? 0 : 1;

/** Runs Vitest with these arguments, after making sure of what npm does not bring. */
async function run(args: readonly string[]): Promise<Tally> {
  try {
    provision([REDIS_SERVER, CHROMIUM], console.log);
    provisionAwsCli();
    await provideAmplifyOutputs(projectRoot);
    mkdirSync(join(tallyFile, '..'), { recursive: true });
    rmSync(tallyFile, { force: true });
    const exitCode = await vitest(args);
    return readTally(exitCode);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return BROKEN;
  }
}

/** One file of tests needs it, and fails by itself without: no reason to run none of the others. */
function provisionAwsCli(): void {
  try {
    provision([AWS_CLI], console.log);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
}

function vitest(args: readonly string[]): Promise<number> {
  const reporters = ['--reporter=default', `--reporter=${join(projectRoot, 'tests/support/reporter.ts')}`];
  const command = [join(projectRoot, 'node_modules/vitest/vitest.mjs'), 'run', ...reporters, ...args];
  const child = spawn(process.execPath, command, {
    cwd: projectRoot,
    stdio: 'inherit',
    env: { ...process.env, TEST_TALLY_FILE: tallyFile },
  });
  // Ctrl-C reaches Vitest by itself, and it stops its workers: wait for that.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** No tally, nothing run at all, or a non-zero exit without a failed test: each is a failure. */
function readTally(exitCode: number): Tally {
  const { passed, failed }: Tally = JSON.parse(readFileSync(tallyFile, 'utf8'));
  if (failed === 0 && (exitCode !== 0 || passed === 0)) return { passed, failed: 1 };
  return { passed, failed };
}
