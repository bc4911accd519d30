import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyTree, type TreeCopy } from '../support/tree-copy';

const MINUTE_MS = 60_000;

/** Minutes long, so only when asked for: `OWN=all npm test -- tests/amplify/own.test.ts`. */
describe.runIf(process.env.OWN === 'all')('a clone that was made a team’s own', () => {
  let tree: TreeCopy;
  /** In an environment of its own, as on a machine that runs no tests. */
  const run = (...command: readonly string[]) => {
    const { PATH, HOME } = process.env;
    const clean = ['-i', `PATH=${PATH}`, `HOME=${HOME}`];
    const { status, stdout, stderr } = spawnSync('env', [...clean, ...command], {
      cwd: tree.path,
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${command.join(' ')}\n${stdout}\n${stderr}`);
  };

  beforeAll(async () => {
    tree = await copyTree('own');
    const flags = [
      '--name',
      'Acme Tools',
      '--description',
      "Everything for a coyote's day.",
      '--without-demo',
    ];
    const more = ['--colour', '#1f4fa3', '--sender', 'accounts@acme.example', '--providers', 'facebook'];
    run('npm', 'run', 'own', '--', ...flags, ...more);
  }, 2 * MINUTE_MS);
  afterAll(() => tree?.remove());

  test('says so in its outputs', () => {
    const outputs = JSON.parse(readFileSync(join(tree.path, 'amplify_outputs.json.example'), 'utf8'));
    expect(outputs.custom.sign_in_providers.map(({ name }: { name: string }) => name)).toEqual([
      'Google',
      'Facebook',
    ]);
  });

  test('passes lint, formatting and types', () => void run('npm', 'run', 'check'), 3 * MINUTE_MS);

  test('passes the unit tests', () => void run('npx', 'vitest', 'run', '--project', 'unit'), 5 * MINUTE_MS);

  test('builds for production', () => void run('npm', 'run', 'build'), 5 * MINUTE_MS);

  test(
    'passes the browser tests, without the demo pages',
    () => void run('npx', 'vitest', 'run', '--project', 'e2e'),
    40 * MINUTE_MS,
  );
});
