import { join } from 'node:path';
import { startProcess } from '../scripts/processes';
import { readBuildSpec } from './build-spec';

/** A command of `amplify.yml` that needs AWS or a registry, and what is done in its place. */
export interface Replacement {
  readonly command: RegExp;
  /** @returns what was done, for people */
  readonly run: () => Promise<string>;
}

export interface HostBuild {
  /** A copy of the repository, which the build changes. */
  readonly checkout: string;
  /** What the console gives the build. Beside it a command sees PATH, HOME and what the host itself sets. */
  readonly variables: Readonly<Record<string, string>>;
  readonly replacements: readonly Replacement[];
  /** Told of each command, of what was done in place of one, and of what commands write. */
  readonly onLine: (line: string) => void;
}

/**
 * Runs the commands of a checkout's `amplify.yml` as the host runs them: one after the other, in a shell, until one fails.
 *
 * The host sets NEXT_PRIVATE_STANDALONE; its log says so ("to produce .next/standalone directory",
 * aws-amplify/amplify-hosting#3265).
 *
 * @returns the folder that `artifacts.baseDirectory` names
 * @throws Error with the last lines of the command that failed
 */
export async function buildOnHost({ checkout, variables, replacements, onLine }: HostBuild): Promise<string> {
  const { PATH = '', HOME = '' } = process.env;
  const env = { ...variables, PATH, HOME, NEXT_PRIVATE_STANDALONE: 'true', NEXT_TELEMETRY_DISABLED: '1' };
  const { commands, baseDirectory } = readBuildSpec(join(checkout, 'amplify.yml'));
  for (const command of commands) {
    const replacement = replacements.find((each) => each.command.test(command));
    if (replacement === undefined) {
      onLine(`$ ${command}`);
      await runCommand(command, { checkout, env, onLine });
    } else {
      onLine(`$ ${command}\n  in its place: ${await replacement.run()}`);
    }
  }
  return join(checkout, baseDirectory);
}

interface CommandRun extends Pick<HostBuild, 'checkout' | 'onLine'> {
  readonly env: Readonly<Record<string, string>>;
}

async function runCommand(command: string, { checkout, env, onLine }: CommandRun): Promise<void> {
  const child = startProcess({
    name: command,
    command: '/bin/sh',
    args: ['-e', '-c', command],
    cwd: checkout,
    env,
    onLine,
  });
  const how = await child.ended;
  if (how !== 'exit code 0') throw new Error(`${command} failed (${how}):\n${child.tail()}`);
}
