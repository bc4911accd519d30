import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Variables } from './environment';

/** Lines kept of a process's output, shown when it ends unexpectedly. */
const TAIL_LINES = 30;
/** Milliseconds between asking a process to stop and ending it by force. */
const STOP_GRACE_MS = 8_000;

export interface ProcessOptions {
  /** What people know it as, such as `redis`. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Variables;
  /** Called with each line of standard output and standard error. */
  readonly onLine?: (line: string) => void;
}

export interface ManagedProcess {
  readonly name: string;
  readonly pid: number;
  /** Resolves when the process has ended, however it did. */
  readonly ended: Promise<string>;
  /** The last lines it wrote. */
  tail(): string;
  /** Resolves with the first line that matches, also if it was written before. Rejects when the process ends first. */
  line(pattern: RegExp, timeoutMs: number): Promise<string>;
  /** Asks it to stop, waits, and ends it by force after a few seconds. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts a child process whose output is read line by line. */
export function startProcess(options: ProcessOptions): ManagedProcess {
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: { ...(options.env ?? process.env) } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = new OutputLines();
  if (options.onLine !== undefined) output.listeners.add(options.onLine);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => output.add(line));
  }
  const ended = whenEnded(child);
  return {
    name: options.name,
    pid: child.pid ?? -1,
    ended,
    tail: () => output.tail.join('\n'),
    line: (pattern, timeoutMs) => waitForLine({ name: options.name, output, ended, pattern, timeoutMs }),
    stop: (signal = 'SIGTERM') => stopChild(child, ended, signal),
  };
}

class OutputLines {
  readonly tail: string[] = [];
  readonly listeners = new Set<(line: string) => void>();

  add(line: string): void {
    this.tail.push(line);
    if (this.tail.length > TAIL_LINES) this.tail.shift();
    for (const listener of this.listeners) listener(line);
  }
}

function whenEnded(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    // `close`, not `exit`: by then the last lines have been read.
    child.once('close', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}

interface LineWait {
  readonly name: string;
  readonly output: OutputLines;
  readonly ended: Promise<string>;
  readonly pattern: RegExp;
  readonly timeoutMs: number;
}

function waitForLine({ name, output, ended, pattern, timeoutMs }: LineWait): Promise<string> {
  const seen = output.tail.find((line) => pattern.test(line));
  if (seen !== undefined) return Promise.resolve(seen);
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      output.listeners.delete(listener);
      act();
    };
    const fail = (what: string) =>
      settle(() => reject(new Error(`${name} ${what}. Its last lines:\n${output.tail.join('\n')}`)));
    const listener = (line: string) => {
      if (pattern.test(line)) settle(() => resolve(line));
    };
    const timer = setTimeout(() => fail(`did not start within ${timeoutMs / 1000} s`), timeoutMs);
    output.listeners.add(listener);
    void ended.then((how) => fail(`ended (${how}) instead of starting`));
  });
}

async function stopChild(child: ChildProcess, ended: Promise<string>, signal: NodeJS.Signals): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
  await ended;
  clearTimeout(force);
}
