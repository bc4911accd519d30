import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program that does not come from npm, and how each kind of machine gets it. */
export interface Program {
  readonly name: string;
  /** The names and absolute paths it goes by, the best first. */
  readonly candidates: readonly string[];
  readonly debianPackage: string;
  readonly homebrew: string;
}

export const REDIS_SERVER: Program = {
  name: 'redis-server',
  candidates: ['redis-server'],
  debianPackage: 'redis-server',
  homebrew: 'brew install redis',
};

export const CHROMIUM: Program = {
  name: 'Chromium',
  candidates: [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  debianPackage: 'chromium',
  homebrew: 'brew install --cask google-chrome',
};

/** AWS's command line, which tries the local AWS as an administrator does. */
export const AWS_CLI: Program = {
  name: 'aws',
  // Debian's own before one that pip put on PATH.
  candidates: ['/usr/bin/aws', 'aws'],
  debianPackage: 'awscli',
  homebrew: 'brew install awscli',
};

/** The absolute path of the program on this machine, or null. */
export function findProgram(program: Program): string | null {
  const directories = (process.env.PATH ?? '').split(delimiter);
  for (const candidate of program.candidates) {
    const paths = candidate.startsWith('/') ? [candidate] : directories.map((at) => join(at, candidate));
    const found = paths.find(isExecutable);
    if (found !== undefined) return found;
  }
  return null;
}

/**
 * Makes sure that programs are on this machine. On Debian as root, as in a container, they are installed; nowhere
 * else does a command change the machine without being asked.
 *
 * @param report called with a line about what is being installed
 * @throws Error saying exactly what to install and how
 */
export function provision(programs: readonly Program[], report: (line: string) => void): void {
  const missing = programs.filter((program) => findProgram(program) === null);
  if (missing.length === 0) return;
  if (!isDebianAsRoot()) throw new Error(instructions(missing));
  const packages = missing.map((program) => program.debianPackage);
  report(`installing ${packages.join(' and ')} with apt-get`);
  aptGet(['update', '-qq']); // one unreachable source of many fails this; whether it mattered, the next step tells
  const failure = aptGet(['install', '-y', '-qq', '--no-install-recommends', ...packages]);
  if (failure !== null) throw new Error(`apt-get install failed: ${failure}`);
  const stillMissing = missing.filter((program) => findProgram(program) === null);
  if (stillMissing.length > 0) throw new Error(instructions(stillMissing));
}

/** What a person has to type to get the programs. */
export function instructions(programs: readonly Program[]): string {
  const names = programs.map((program) => program.name).join(' and ');
  const packages = programs.map((program) => program.debianPackage).join(' ');
  return [
    `This needs ${names}, which npm does not bring. Install:`,
    `  Debian, Ubuntu:  sudo apt-get install ${packages}`,
    ...programs.map((program) => `  macOS:           ${program.homebrew}`),
    'Elsewhere: anything of that name on PATH will do.',
  ].join('\n');
}

/** @returns why it failed, or null */
function aptGet(args: readonly string[]): string | null {
  const { status, error, stderr } = spawnSync('apt-get', args, {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    encoding: 'utf8',
  });
  return status === 0 ? null : (error?.message ?? stderr.trim());
}

function isDebianAsRoot(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
