import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A block of code of docs/adopt.md, and what the comment above it says to do with it. */
export interface Step {
  readonly code: string;
  readonly language: string;
  /** `file: …`, `add to: …`, `replace in: …` or `with …`; empty for commands that are always run. */
  readonly note: string;
}

/** The blocks of a page in its order. */
export function stepsOf(markdown: string): Step[] {
  const blocks = markdown.matchAll(/(?:<!-- ([^\n]+) -->\n)?```(\w+)\n(.*?)```/gs);
  return [...blocks].map(([, note = '', language = '', code = '']) => ({ code, language, note }));
}

/**
 * Does to an app what a block says, as a reader would.
 *
 * @param app its folder
 * @param having what this app has of what a block may be for, such as `proxy.ts`
 * @throws Error when a command fails, or a file is not as the page takes it to be
 */
export function follow({ code, language, note }: Step, app: string, having: readonly string[]): void {
  const [, verb = '', object = ''] = /^(\D+?):? (\S+)$/.exec(note) ?? [];
  const path = join(app, object);
  if (language === 'sh' && (note === '' || having.includes(object))) run(code, app);
  else if (language === 'sh' && verb === 'with') return;
  else if (verb === 'file') write(path, code);
  else if (verb === 'add to') write(path, withAdded(readFileSync(path, 'utf8'), code));
  else if (verb === 'replace in') write(path, withReplaced(readFileSync(path, 'utf8'), code));
  else throw new Error(`docs/adopt.md has a block that nobody knows what to do with: ${note}`);
}

function run(command: string, cwd: string): void {
  // Vitest's own would make Next build for tests.
  const env = {
    ...process.env,
    NODE_ENV: 'production' as const,
    NEXT_TELEMETRY_DISABLED: '1',
    npm_config_include: 'dev',
  };
  try {
    execFileSync('bash', ['-euc', command], {
      cwd,
      env,
      stdio: 'pipe',
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: Buffer; stderr: Buffer };
    throw new Error(`${command}\n${stdout}\n${stderr}`, { cause: error });
  }
}

function write(path: string, text: string): void {
  if (!existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Into the one configuration object of a file. */
function withAdded(text: string, code: string): string {
  const opening = /^const \w+: NextConfig = \{\n/m;
  if (!opening.test(text)) throw new Error(`There is no object to add ${code} to in ${text}`);
  return text.replace(opening, (line) => `${line}${code}`);
}

/** In place of the statement with the same first line. */
function withReplaced(text: string, code: string): string {
  const from = text.indexOf(code.slice(0, code.indexOf('\n') + 1));
  const to = text.indexOf('\n};\n', from);
  if (from < 0 || to < 0) throw new Error(`There is nothing to replace by ${code}`);
  return `${text.slice(0, from)}${code}${text.slice(to + '\n};\n'.length)}`;
}
