import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../..');

describe('amplify.yml', () => {
  let buildSpec: Record<'backend' | 'frontend', { phases: { build: { commands: string[] } } }>;
  let checkout: string;

  beforeAll(async () => {
    buildSpec = parse(await readFile(join(root, 'amplify.yml'), 'utf8'));
    checkout = await mkdtemp(join(tmpdir(), 'latchkey-build-'));
    for (const name of ['amplify', 'lib', 'scripts', 'node_modules', 'package.json', 'tsconfig.json']) {
      await symlink(join(root, name), join(checkout, name));
    }
    // The backend phase leaves this file behind.
    await copyFile(join(root, 'amplify_outputs.json.example'), join(checkout, 'amplify_outputs.json'));
  });
  afterAll(() => rm(checkout, { recursive: true, force: true }));

  function run(program: string, parameters: string[], env: Record<string, string>) {
    const clean = { ...env, NODE_ENV: 'production', PATH: process.env.PATH } as const;
    return promisify(execFile)(program, parameters, { cwd: checkout, env: clean });
  }

  /** Runs the frontend's commands up to `npm run build`, in a shell, under nothing but `env`. */
  async function prepareBuild(env: Record<string, string>): Promise<string> {
    const commands = buildSpec.frontend.phases.build.commands;
    const preparation = commands.slice(0, commands.indexOf('npm run build'));
    await run('/bin/sh', ['-e', '-c', preparation.join('\n')], env);
    return readFile(join(checkout, '.env.production'), 'utf8');
  }

  const complete = {
    AWS_APP_ID: 'd1a2b3c4',
    AWS_BRANCH: 'main',
    SESSION_KEYS: `k1:${createHash('sha256').update('a key of these tests').digest('base64url')}`,
    REDIS_HOST: 'redis.example.com',
    REDIS_PASSWORD: `it's $HOME #1 "really"`,
    AWS_SECRET_ACCESS_KEY: 'never-in-a-file',
    AWS_SESSION_TOKEN: 'never-in-a-file',
    GITHUB_TOKEN: 'never-in-a-file',
  };

  test('deploys the backend before it builds the app, by the ampx that developers have', async () => {
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    expect(scripts.ampx).toMatch(/^npx --yes --package=@aws-amplify\/backend-cli@\d+\.\d+\.\d+ ampx$/);
    expect(Object.keys(buildSpec)).toEqual(['version', 'backend', 'frontend']);
    expect(buildSpec.backend.phases.build.commands).toEqual([
      expect.stringMatching(/^npm ci( |$)/),
      `${scripts.ampx} pipeline-deploy --branch $AWS_BRANCH --app-id $AWS_APP_ID`,
    ]);
    expect(buildSpec.frontend.phases.build.commands.at(-1)).toBe('npm run build');
    expect(buildSpec.frontend).toMatchObject({ artifacts: { baseDirectory: '.next', files: ['**/*'] } });
  });

  test('gives the server what it needs and no credential of the build', async () => {
    const written = await prepareBuild(complete);
    expect(written.match(/^\w+(?==)/gm)).toEqual([
      'APP_ORIGIN',
      'DEPLOYMENT',
      'TRUSTED_PROXIES',
      'OPEN_TABS',
      'SESSION_KEYS',
      'REDIS_HOST',
      'REDIS_PASSWORD',
    ]);
    expect(written).not.toContain('never-in-a-file');
  });

  test('gives the server references as they stand, and needs no right to read them', async () => {
    const SESSION_KEYS = 'ssm:/latchkey/main/SESSION_KEYS';
    const written = await prepareBuild({ ...complete, SESSION_KEYS });
    expect(written).toContain(`SESSION_KEYS='${SESSION_KEYS}'\n`);
  });

  test('gives Next the values unchanged', async () => {
    await prepareBuild(complete);
    const print = "require('@next/env').loadEnvConfig('.'); console.log(JSON.stringify(process.env))";
    const { stdout } = await run(process.execPath, ['-e', print], {});
    expect(JSON.parse(stdout)).toMatchObject({
      APP_ORIGIN: 'https://main.d1a2b3c4.amplifyapp.com',
      SESSION_KEYS: complete.SESSION_KEYS,
      REDIS_PASSWORD: complete.REDIS_PASSWORD,
    });
  });

  test.each([
    ['SESSION_KEYS', { SESSION_KEYS: '' }],
    ['SESSION_KEYS', { SESSION_KEYS: 'ssm:/latchkey/dev/SESSION_KEYS' }],
    ['Redis', { REDIS_HOST: '', REDIS_PASSWORD: '' }],
    ['APP_ORIGINS', { AWS_BRANCH: 'develop', APP_ORIGINS: 'https://app.example.com' }],
    ['APP_ORIGIN', { APP_ORIGIN: 'https://elsewhere.example.com' }],
  ])(
    'stops the build with one line when %s is missing or wrong, and leaves the file alone',
    async (name, wrong) => {
      await writeFile(join(checkout, '.env.production'), 'UNTOUCHED=1\n');
      const failure = await prepareBuild({ ...complete, ...wrong }).catch((error) => error);
      expect(failure).toMatchObject({ code: 1, stdout: '' });
      expect(failure.stderr.trimEnd()).toMatch(/^[^\n]+$/);
      expect(failure.stderr).toContain(name);
      expect(await readFile(join(checkout, '.env.production'), 'utf8')).toBe('UNTOUCHED=1\n');
    },
  );
});
