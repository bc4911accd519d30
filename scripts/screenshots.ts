import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root';

/**
 * Takes a picture of every state in each theme and at each width, and the README's: npm run screenshots. The test that
 * does so says what is not in order on the way. What follows is Vitest's: `-- -t devices` is some of them.
 */

const some = process.argv.slice(2);
// Pictures of states that are no more would be taken for the product's.
if (some.length === 0) rmSync(join(projectRoot, '.latchkey/pictures'), { recursive: true, force: true });

const command = ['run', '--silent', 'test', '--', 'tests/e2e/look.test.ts', '--project', 'e2e', ...some];
const { status } = spawnSync('npm', command, {
  cwd: projectRoot,
  stdio: 'inherit',
  env: { ...process.env, PICTURES: 'all' },
});
console.log('.latchkey/pictures: every state; docs/images: the README’s');
process.exitCode = status ?? 1;
