import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { synthesiseToFile } from '../../scripts/synth';
import { CLIENT, only } from './resources';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

/** `npm run synth` in a directory, under an environment without this machine's settings. */
function synth(directory: string, env: Record<string, string> = {}) {
  const { PATH = '' } = process.env;
  const clean = { NODE_ENV: 'test', PATH, ...env } as const;
  return run(process.execPath, ['--import', 'tsx', 'scripts/synth.ts'], { cwd: directory, env: clean });
}

test('the template is made once for a definition', async () => {
  const path = await synthesiseToFile({});
  const { mtimeMs } = await stat(path);
  expect(await synthesiseToFile({ APP_ORIGINS: '' })).toBe(path);
  expect((await stat(path)).mtimeMs).toBe(mtimeMs);
});

test('what the definition does not read changes nothing', async () => {
  expect(await synthesiseToFile({ SESSION_KEYS: 'k1:x', PORT: '4000' })).toBe(await synthesiseToFile({}));
});

describe('a team that changes a setting in its copy', () => {
  let copy: string;

  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), 'latchkey-copy-'));
    await cp(join(root, 'amplify'), join(copy, 'amplify'), { recursive: true });
    await mkdir(join(copy, 'scripts'));
    for (const file of ['scripts/synth.ts', 'package.json', 'package-lock.json', 'tsconfig.json']) {
      await cp(join(root, file), join(copy, file));
    }
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  });
  afterAll(() => rm(copy, { recursive: true, force: true }));

  test('finds the template of the unchanged definition in the cache', async () => {
    const cached = await synthesiseToFile({});
    await mkdir(join(copy, '.latchkey/synth'), { recursive: true });
    await cp(cached, join(copy, '.latchkey/synth', basename(cached)));
    const { stdout } = await synth(copy);
    expect(stdout.trim()).toBe(join(copy, '.latchkey/synth', basename(cached)));
  });

  test('gets another template, with the setting in it', async () => {
    const settings = join(copy, 'amplify/auth/settings.ts');
    const changed = (await readFile(settings, 'utf8')).replace(
      'accessTokenMinutes: 15',
      'accessTokenMinutes: 20',
    );
    await writeFile(settings, changed);
    const { stdout } = await synth(copy);
    expect(basename(stdout.trim())).not.toBe(basename(await synthesiseToFile({})));
    const template = JSON.parse(await readFile(stdout.trim(), 'utf8'));
    expect(only(template, CLIENT).Properties.AccessTokenValidity).toBe(20);
  });

  test('reads what is wrong when the definition is broken', async () => {
    await appendFile(join(copy, 'amplify/auth/settings.ts'), 'throw new Error("thirty is not a group");');
    await expect(synth(copy)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('thirty is not a group'),
    });
  });
});

describe('a wrong environment', () => {
  const line = 'APP_ORIGINS: "example.com" is not an origin.';

  test('stops npm run synth with one line', async () => {
    const failure = await synth(root, { APP_ORIGINS: 'example.com' }).catch((error) => error);
    expect(failure).toMatchObject({ code: 1, stdout: '' });
    expect(failure.stderr.trimEnd()).toMatch(/^APP_ORIGINS: "example\.com" is not an origin\.[^\n]*$/);
  });

  test('stops a deployment, which runs the definition itself', async () => {
    const definition = [
      '--import',
      'tsx',
      '--input-type=module',
      '--eval',
      "await import('./amplify/backend.ts')",
    ];
    const env = { ...process.env, APP_ORIGINS: 'example.com' };
    await expect(run(process.execPath, definition, { cwd: root, env })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(line),
    });
  });
});
