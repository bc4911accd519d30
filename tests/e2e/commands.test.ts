import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { stateDirectory } from '@/scripts/local-services';
import { type ManagedProcess, startProcess } from '@/scripts/processes';
import { projectRoot } from '@/scripts/project-root';
import { findFreePorts, isPortFree } from '@/tests/support/ports';
import { copyTree, type TreeCopy } from '@/tests/support/tree-copy';

const PATIENCE_MS = 120_000;

let command: ManagedProcess | undefined;
let tree: TreeCopy | undefined;
let blocker: Server | undefined;

afterEach(async () => {
  await command?.stop();
  await tree?.remove();
  blocker?.close();
  command = tree = blocker = undefined;
});

function npm(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd = projectRoot,
): ManagedProcess {
  // Only what a user's shell has: the tests' own NODE_ENV would change what is tested.
  const { PATH, HOME } = process.env;
  return startProcess({
    name: `npm ${args.join(' ')}`,
    command: 'npm',
    args,
    cwd,
    env: { PATH, HOME, ...env },
  });
}

/** Ports for the app's instances and, after them, the local AWS. */
async function choosePorts(instances: number): Promise<{ ports: number[]; env: Record<string, string> }> {
  const first = await findFreePorts(instances + 1);
  const ports = Array.from({ length: instances + 1 }, (_, offset) => first + offset);
  return { ports, env: { PORT: `${first}`, LOCAL_AWS_PORT: `${first + instances}` } };
}

async function expectAllFree(ports: readonly number[]): Promise<void> {
  expect(await Promise.all(ports.map(isPortFree))).toEqual(ports.map(() => true));
}

test(
  'start:local runs as many instances as asked, and telling npm to stop stops all of it',
  async () => {
    const { ports, env } = await choosePorts(2);
    command = npm(['run', 'start:local', '--', '--instances', '2', '--no-build'], env);
    for (const port of ports.slice(0, 2)) {
      await command.line(new RegExp(`^ready http://localhost:${port}$`), PATIENCE_MS);
      const user = await fetch(`http://localhost:${port}/api/check-user`);
      expect(await user.json()).toEqual({ user: null });
    }
    await command.stop('SIGTERM');
    await expectAllFree(ports);
    rmSync(stateDirectory(Number(env.LOCAL_AWS_PORT)), { recursive: true });
  },
  PATIENCE_MS * 2,
);

test(
  'dev on a fresh tree makes what is missing, says where to open, and stops on Ctrl-C',
  async () => {
    tree = await copyTree('dev');
    rmSync(`${tree.path}/amplify_outputs.json`, { force: true });
    const { ports, env } = await choosePorts(1);
    command = npm(['run', 'dev'], env, tree.path);
    await command.line(/outputs .*written from amplify\//, PATIENCE_MS);
    await command.line(/"middleware" file convention is deprecated/, PATIENCE_MS);
    await command.line(/That is known and harmless/, PATIENCE_MS);
    await command.line(new RegExp(`Open +http://localhost:${ports[0]}$`), PATIENCE_MS);
    await command.line(/demo@example\.com +Demo-Passw0rd!/, PATIENCE_MS);
    const page = await fetch(`http://localhost:${ports[0]}/sign-in`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('/api/auth/sign-in?provider=Google');
    await command.stop('SIGINT');
    await expectAllFree(ports);
  },
  PATIENCE_MS * 3,
);

test.each(['dev', 'start:local'])(
  '%s names a port that is taken, and the variable to set',
  async (script) => {
    const { ports, env } = await choosePorts(1);
    const [taken = 0] = ports;
    blocker = createServer();
    await new Promise<void>((resolve) => blocker?.listen(taken, '127.0.0.1', resolve));
    command = npm(['run', script], env);
    expect(await command.line(/is in use/, 30_000)).toMatch(new RegExp(`^Port ${taken} is in use.*PORT=`));
    expect(await command.ended).toBe('exit code 1');
  },
);

test('start:local refuses a number of instances that is none', async () => {
  const { env } = await choosePorts(1);
  command = npm(['run', 'start:local', '--', '--instances', 'two'], env);
  expect(await command.line(/--instances/, 30_000)).toBeDefined();
  expect(await command.ended).toBe('exit code 1');
});
