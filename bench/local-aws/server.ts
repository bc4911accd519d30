import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Milliseconds a server gets to answer for the first time. */
const START_TIMEOUT_MS = 60_000;
const POLL_MS = 50;

/** The core that servers are kept to, and the one that the load comes from; both absent where cores cannot be chosen. */
export const CORES = canPin() ? { server: 0, load: 1 } : undefined;

function canPin(): boolean {
  return spawnSync('taskset', ['-c', '0,1', 'true']).status === 0;
}

/** Keeps this process off the servers' core. */
export function pinLoad(): void {
  if (CORES !== undefined) spawnSync('taskset', ['-a', '-p', '-c', `${CORES.load}`, `${process.pid}`]);
}

export interface ServerOptions {
  /** Arguments of `node`. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
}

export interface Server {
  /** Processor time it has used so far, seconds, all threads together; absent where the system does not say. */
  cpuSeconds(): number | undefined;
  stop(): Promise<void>;
}

/** Starts a server on one core, its output thrown away, and waits until it answers. */
export async function startServer({ args, cwd, env, port }: ServerOptions): Promise<Server> {
  const node = [process.execPath, ...args];
  const [command = '', ...rest] = CORES === undefined ? node : ['taskset', '-c', `${CORES.server}`, ...node];
  const child = spawn(command, rest, { cwd, env: { ...process.env, ...env }, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await untilAnswering(child, port);
  return {
    cpuSeconds: () => cpuSeconds(child.pid),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Of Linux's `/proc`: its clock tick is a hundredth of a second (proc(5), `utime` and `stime`). */
function cpuSeconds(pid: number | undefined): number | undefined {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return undefined;
  const afterName = readFileSync(path, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  const [utime, stime] = afterName.slice(11, 13).map(Number);
  return utime === undefined || stime === undefined ? undefined : (utime + stime) / 100;
}

async function untilAnswering(child: ChildProcess, port: number): Promise<void> {
  for (let waited = 0; waited < START_TIMEOUT_MS; waited += POLL_MS) {
    if (child.exitCode !== null) throw new Error(`${child.spawnargs.join(' ')} ended instead of starting.`);
    const answered = await fetch(`http://localhost:${port}/health`).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`${child.spawnargs.join(' ')} did not answer within ${START_TIMEOUT_MS / 1000} s.`);
}
