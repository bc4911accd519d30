import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { type Answers, makeOwn } from './own-changes';
import { projectRoot } from './project-root';

const USAGE = `Turns a clone into an app of your own.

  npm run own                    asks
  npm run own -- [options]       does not

  --name "Acme"                  what the app is called
  --description "…"              one sentence for search engines and links
  --colour "#1f4fa3"             the brand's colour; white text must be readable on it
  --sender accounts@acme.example the address of Cognito's e-mails, verified in SES
  --providers facebook,apple     offered beside Google; each is an entry of amplify/auth/providers.ts
  --without-demo                 without the pages that show Latchkey, and what serves them

What is left out stays as it is.
`;

const OPTIONS = {
  name: { type: 'string' },
  description: { type: 'string' },
  colour: { type: 'string' },
  sender: { type: 'string' },
  providers: { type: 'string' },
  'without-demo': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

try {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.help) process.stdout.write(USAGE);
  else await run(Object.keys(values).length > 0 ? answersOf(values) : await ask());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

function answersOf({ providers, 'without-demo': withoutDemo, help: _help, ...same }: Values): Answers {
  return { ...same, withoutDemo, providers: providers === undefined ? undefined : listOf(providers) };
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** @throws Error where nobody can be asked */
async function ask(): Promise<Answers> {
  if (!process.stdin.isTTY) throw new Error(`Nobody is there to be asked.\n\n${USAGE}`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  /** Enter alone leaves it as it is. */
  const question = async (text: string) => (await terminal.question(`${text} `)).trim() || undefined;
  try {
    return {
      name: await question('What is the app called?'),
      description: await question('What is it, in one sentence?'),
      colour: await question("The brand's colour, such as #1f4fa3?"),
      sender: await question('From which address do e-mails come?'),
      providers: listOf((await question('Which providers beside Google (facebook, amazon, apple)?')) ?? ''),
      withoutDemo: (await question('Leave out what shows Latchkey itself (y/n)?'))
        ?.toLowerCase()
        .startsWith('y'),
    };
  } finally {
    terminal.close();
  }
}

async function run(answers: Answers): Promise<void> {
  const changed = makeOwn(projectRoot, answers);
  if (changed.includes('amplify/auth/providers.ts')) changed.push(await rewriteExample());
  if (changed.length > 0) format();
  const list = changed.map((path) => `  ${path}`).join('\n');
  console.log(changed.length > 0 ? `Changed, for you to look at and commit:\n${list}` : 'Nothing to change.');
}

/** `amplify_outputs.json.example` says what `amplify/` does. Loaded only now, when that is as it will be. */
async function rewriteExample(): Promise<string> {
  const { localOutputs } = await import('./amplify-outputs');
  const path = 'amplify_outputs.json.example';
  const outputs = await localOutputs(projectRoot, {});
  const text = biome(['format', '--stdin-file-path=example.json'], JSON.stringify(outputs));
  writeFileSync(join(projectRoot, path), text);
  return path;
}

/** Formatted, and without imports that nothing uses any more: parts of tests may be gone. */
function format(): void {
  biome(['lint', '--write', '--unsafe', '--only=correctness/noUnusedImports', '.']);
  biome(['check', '--write', '.']);
}

/** @returns what it writes to standard output */
function biome(command: readonly string[], input = ''): string {
  return execFileSync(join(projectRoot, 'node_modules/.bin/biome'), [...command], {
    cwd: projectRoot,
    input,
    stdio: ['pipe', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
}
