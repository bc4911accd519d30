import type { LoadProcess, Measured } from './load';
import { processorMs } from './process-usage';

/** What one variant is asked: a path of one process, with one cookie. */
export interface Target<Name extends string> {
  readonly name: Name;
  readonly port: number;
  readonly pid: number;
  readonly path: string;
  readonly cookie: string;
}

/** One variant in one round. */
export interface Round extends Measured {
  /** Microseconds of the app's processor time per request: what stays true on a machine with other work to do. */
  readonly cpuMicroseconds: number;
}

interface Turn {
  readonly load: LoadProcess;
  readonly connections: number;
  readonly durationMs: number;
  /** Which round this is, from 0: it decides the order. */
  readonly round: number;
}

/** Measures every target once, in this round's order. */
export async function measureRound<Name extends string>(
  targets: readonly Target<Name>[],
  { load, connections, durationMs, round }: Turn,
): Promise<Record<Name, Round>> {
  const measured: Partial<Record<Name, Round>> = {};
  for (const { name, pid, ...target } of orderOf(targets, round)) {
    const before = processorMs(pid);
    const result = await load.run({ name, ...target, connections, durationMs });
    const cpuMicroseconds = ((processorMs(pid) - before) * 1000) / result.requests;
    measured[name] = { ...result, cpuMicroseconds };
  }
  return measured as Record<Name, Round>;
}

/** Forwards and backwards in turn: a process is slower after a rest, and no variant should always be first. */
function orderOf<T>(targets: readonly T[], round: number): T[] {
  const from = Math.floor(round / 2) % targets.length;
  const order = [...targets.slice(from), ...targets.slice(0, from)];
  return round % 2 === 0 ? order : order.reverse();
}
