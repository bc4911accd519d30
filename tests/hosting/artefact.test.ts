import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { bundle, deploy, linksIn } from '@/local-hosting/artefact';
import { buildOnHost } from '@/local-hosting/build';
import { ARTEFACT_BYTES } from '@/local-hosting/limits';
import { temporaryDirectory } from '@/tests/support/temporary-directory';
import { testArtefact } from './support/test-artefact';

const GOAL_BYTES = 60 * 1024 * 1024;

describe('what the host would deploy of this repository', () => {
  test('holds no symbolic link, which the host fails to bundle', async () => {
    const { artefact } = await testArtefact();
    expect([...linksIn(artefact.compute), ...linksIn(artefact.staticFiles)]).toEqual([]);
  });

  test('is far smaller than the host allows', async () => {
    const { artefact } = await testArtefact();
    process.stdout.write(`artefact: ${(artefact.bytes / 1024 / 1024).toFixed(1)} MB of 220\n`);
    expect(artefact.bytes).toBeGreaterThan(1_000_000);
    expect(artefact.bytes).toBeLessThan(GOAL_BYTES);
  });

  test('finds no package that it does not bring', async () => {
    const { artefact } = await testArtefact();
    const { compute, remove } = deploy(artefact);
    try {
      const { resolve } = createRequire(join(compute, 'server.js'));
      expect(resolve('next/package.json')).toContain(compute);
      for (const name of ['vitest', 'hono', 'sharp']) expect(() => resolve(name)).toThrow('Cannot find');
    } finally {
      remove();
    }
  });
});

describe('a build', () => {
  const directories: Array<{ remove(): Promise<void> }> = [];
  afterEach(() => Promise.all(directories.splice(0).map((directory) => directory.remove())));

  async function emptyDirectory(): Promise<string> {
    const directory = await temporaryDirectory('bundle');
    directories.push(directory);
    return directory.path;
  }

  async function nextOutput(): Promise<string> {
    const root = await emptyDirectory();
    mkdirSync(join(root, 'standalone/node_modules'), { recursive: true });
    mkdirSync(join(root, 'static'), { recursive: true });
    writeFileSync(join(root, 'standalone/server.js'), '');
    return root;
  }

  const bundled = (root: string) => bundle(root, join(root, 'public'), join(root, 'bundle'));

  test('with a symbolic link is refused, and the link is named', async () => {
    const root = await nextOutput();
    symlinkSync('../server.js', join(root, 'standalone/node_modules/pino-28069d5257187539'));
    expect(() => bundled(root)).toThrow('node_modules/pino-28069d5257187539');
  });

  test('without a standalone server is refused', async () => {
    const root = await emptyDirectory();
    expect(() => bundled(root)).toThrow('no server.js');
  });

  test('that is larger than the host takes is refused', async () => {
    const root = await nextOutput();
    truncateSync(join(root, 'standalone/server.js'), ARTEFACT_BYTES);
    expect(bundled(root).bytes).toBe(ARTEFACT_BYTES);
    truncateSync(join(root, 'standalone/server.js'), ARTEFACT_BYTES + 1);
    expect(() => bundled(root)).toThrow('230686720');
  });

  test('runs its commands in turn, under the variables of the console alone, until one fails', async () => {
    const checkout = await emptyDirectory();
    const commands = (lines: string[]) => lines.map((line) => `        - ${line}\n`).join('');
    writeFileSync(
      join(checkout, 'amplify.yml'),
      `version: 1
backend:
  phases:
    build:
      commands:
${commands(['npx ampx pipeline-deploy --branch $AWS_BRANCH'])}frontend:
  phases:
    preBuild:
      commands:
${commands(['echo "branch $AWS_BRANCH"'])}    build:
      commands:
${commands(['env', 'exit 3', 'echo never'])}  artifacts:
    baseDirectory: out
    files: ['**/*']
`,
    );
    const lines: string[] = [];
    process.env.HOSTING_TEST_SECRET = 'of the machine';
    const build = buildOnHost({
      checkout,
      variables: { AWS_BRANCH: 'main' },
      replacements: [{ command: /ampx/, run: async () => 'nothing' }],
      onLine: (line) => lines.push(line),
    });
    await expect(build).rejects.toThrow('exit 3 failed (exit code 3)');
    delete process.env.HOSTING_TEST_SECRET;
    expect(lines.filter((line) => /^(\$|branch|never|of)/.test(line))).toEqual([
      '$ npx ampx pipeline-deploy --branch $AWS_BRANCH\n  in its place: nothing',
      '$ echo "branch $AWS_BRANCH"',
      'branch main',
      '$ env',
      '$ exit 3',
    ]);
    const { NEXT_PRIVATE_STANDALONE, HOSTING_TEST_SECRET } = parseEnv(lines.join('\n'));
    expect([NEXT_PRIVATE_STANDALONE, HOSTING_TEST_SECRET]).toEqual(['true', undefined]);
  });
});
