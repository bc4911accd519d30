import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../scripts/project-root';
import type { measureRecord, measureTicket } from './checks';
import type { measureCommands, measureMemory, measurePeople } from './engine';
import type { LoadedRow } from './loaded';
import type { OperationRow } from './operations';
import type { ScriptRow } from './script-bytes';
import type { ResidentRow, StartRow } from './startup';
import type { measureThroughput } from './throughput';

const path = join(projectRoot, 'bench/results.json');

type Found<T extends (...args: never[]) => unknown> = Awaited<ReturnType<T>>;

/** `bench/results.json`. A part is missing until it has been measured. */
export interface Results {
  readonly requests?: Run &
    Found<typeof measureThroughput> & {
      readonly commands: Readonly<Record<'cached' | 'uncached', Found<typeof measureCommands>>>;
    };
  readonly startup?: Run & {
    readonly starts: readonly StartRow[];
    readonly resident: readonly ResidentRow[];
  };
  readonly loaded?: Run & { readonly loaded: readonly LoadedRow[] };
  readonly scripts?: Run & { readonly scripts: readonly ScriptRow[] };
  readonly operations?: Run & { readonly operations: readonly OperationRow[] };
  readonly engine?: Run & {
    readonly ticketMicroseconds: Found<typeof measureTicket>;
    readonly record: Found<typeof measureRecord>;
    readonly people: Found<typeof measurePeople>;
    readonly memory: Found<typeof measureMemory>;
  };
}

/** When and where something was measured, and by which options. */
export interface Run {
  readonly measuredAt: string;
  /** The load is of all that the machine has done in the last five minutes, the bench included. */
  readonly machine: {
    readonly cores: number;
    readonly cpu: string | undefined;
    readonly node: string;
    readonly load: number | undefined;
  };
  readonly options: Readonly<Record<string, string | undefined>>;
}

/** What is measured now, by these options. */
export function runOf(options: Run['options']): Run {
  const machine = { cores: cpus().length, cpu: cpus()[0]?.model, node: process.version, load: loadavg()[1] };
  return { measuredAt: new Date().toISOString(), machine, options };
}

export function readResults(): Results {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}

/** Keeps what was measured in `bench/results.json`. Members of other names stay as the last run left them. */
export function saveResults(measured: Results | Readonly<Record<string, unknown>>): void {
  writeFileSync(path, `${JSON.stringify({ ...readResults(), ...measured }, null, 2)}\n`);
}
