import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type AuthEnvironment, type Environment, readEnvironment } from '../amplify/auth/environment';

/** A CloudFormation template, as far as its readers need it. */
export type Template = { readonly Resources: Readonly<Record<string, Resource>> };
export type Resource = {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
};
/** What `ampx` tells the definition about where it goes. */
export type Deployment = { readonly type: 'sandbox' | 'branch' | 'standalone'; readonly name: string };

const root = fileURLToPath(new URL('..', import.meta.url));
const SANDBOX: Deployment = { type: 'sandbox', name: 'local' };

/**
 * The auth stack of `amplify/` as CloudFormation would receive it. Needs neither AWS nor network.
 * The first time for a definition takes some seconds; later calls read `.latchkey/synth/`.
 * @param env see {@link readEnvironment}: only what it reads can change the template
 * @param deployment a developer's own sandbox, unless said
 * @throws Error with one line when a variable is wrong, or with the output of a definition that fails
 */
export async function synthesise(env: Environment = process.env, deployment = SANDBOX): Promise<Template> {
  return JSON.parse(await readFile(await synthesiseToFile(env, deployment), 'utf8'));
}

/** As {@link synthesise}, but returns the path of the cached template. */
export async function synthesiseToFile(
  env: Environment = process.env,
  deployment = SANDBOX,
): Promise<string> {
  const environment = readEnvironment(env);
  const cache = join(root, '.latchkey/synth');
  const path = join(cache, `${await cacheKey(environment, deployment)}.json`);
  if (await readFile(path).catch(() => undefined)) return path;
  const { auth, schedule } = await runDefinition(environment, deployment);
  await mkdir(cache, { recursive: true });
  await writeWhole(schedulePath(path), schedule ?? 'null');
  await writeWhole(path, auth);
  return path;
}

/**
 * As {@link synthesise}, but the stack of what runs on a schedule. Null: the definition has none, as for an app on one's
 * own machine.
 */
export async function synthesiseSchedule(env: Environment, deployment = SANDBOX): Promise<Template | null> {
  return JSON.parse(await readFile(schedulePath(await synthesiseToFile(env, deployment)), 'utf8'));
}

const schedulePath = (path: string) => path.replace(/json$/, 'schedule.json');

/** Whoever synthesises at the same time never reads half a file. */
async function writeWhole(path: string, text: string): Promise<void> {
  const unfinished = `${path}.${randomUUID()}`;
  await writeFile(unfinished, text);
  await rename(unfinished, path);
}

interface Stacks {
  readonly auth: string;
  readonly schedule: string | undefined;
}

/** Everything that can change the template: the definition, the packages, the environment, the destination. */
async function cacheKey(environment: AuthEnvironment, deployment: Deployment): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([environment, deployment]));
  const definition = await readdir(join(root, 'amplify'), { recursive: true });
  const files = definition.filter((name) => extname(name) !== '').map((name) => join('amplify', name));
  for (const file of [...files.sort(), 'package-lock.json', 'scripts/synth.ts']) {
    hash.update(`\n${file}\n`).update(await readFile(join(root, file)));
  }
  return hash.digest('hex').slice(0, 32);
}

/** `defineBackend` synthesises when its process hears this message, which is how `ampx` asks for it. */
const PROGRAM = `await import('./amplify/backend.ts'); process.emit('message', 'amplifySynth');`;

async function runDefinition(environment: AuthEnvironment, deployment: Deployment): Promise<Stacks> {
  const output = await mkdtemp(join(tmpdir(), 'latchkey-synth-'));
  try {
    await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', PROGRAM],
      { cwd: root, env: definitionEnv(environment, deployment, output) },
    );
    return await readStacks(output);
  } finally {
    await rm(output, { recursive: true, force: true });
  }
}

function definitionEnv(
  environment: AuthEnvironment,
  deployment: Deployment,
  output: string,
): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'production',
    PATH: process.env.PATH,
    APP_ORIGINS: environment.appOrigins.join(),
    SOCIAL_PROVIDERS: environment.providers.map(({ name }) => name).join() || 'none',
    PRODUCTION_BRANCHES: environment.productionBranches.join(),
    CDK_OUTDIR: output,
    CDK_CONTEXT_JSON: JSON.stringify({
      'amplify-backend-namespace': 'latchkey',
      'amplify-backend-name': deployment.name,
      'amplify-backend-type': deployment.type,
      'aws:cdk:bundling-stacks': [], // Lambda code is not looked at, and bundling it takes most of the time
      secretLastUpdated: 0, // otherwise the present time, which would make every template different
    }),
  };
}

async function readStacks(directory: string): Promise<Stacks> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.template.json'));
  const templates = await Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')));
  const stackWith = (type: string) => templates.find((template) => template.includes(`"${type}"`));
  const auth = stackWith('AWS::Cognito::UserPool');
  if (auth === undefined) throw new Error('amplify/backend.ts defines no user pool.');
  return { auth, schedule: stackWith('AWS::Scheduler::Schedule') };
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    console.log(await synthesiseToFile());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
