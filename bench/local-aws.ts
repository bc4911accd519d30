import { startCognitoLocal } from './local-aws/cognito-local';
import { median, throughput } from './local-aws/load';
import { type Measurement, passwordSignIns, refreshes, srpSignIns } from './local-aws/measurements';
import { startOurs } from './local-aws/ours';
import { CORES, pinLoad } from './local-aws/server';
import type { Subject } from './local-aws/subject';

/** Requests under way at once. */
const CONNECTIONS = 8;
const POPULATIONS = [10, 10_000];

const USUAL: LocalAwsOptions = { rounds: 5, durationMs: 2_000 };

export interface LocalAwsOptions {
  readonly rounds: number;
  /** Milliseconds of each measurement in each round. */
  readonly durationMs: number;
}

/** Medians over the rounds of one thing that one server does. */
export interface LocalAwsRow {
  readonly server: string;
  readonly people: number;
  readonly does: string;
  /** Completed, with whatever else the machine was doing. */
  readonly perSecond: number;
  /** The server's processor time for each, milliseconds; absent where the system does not say. */
  readonly cpuMs: number | undefined;
  /** How many a core does in a second that is all its own: what {@link cpuMs} allows, else {@link perSecond}. */
  readonly perCoreSecond: number;
  readonly tokensPerCoreSecond: number;
}

export interface LocalAwsResults {
  /** Whether servers had one core and the load another. */
  readonly pinned: boolean;
  readonly options: LocalAwsOptions;
  readonly rows: readonly LocalAwsRow[];
}

interface Cell {
  readonly subject: Subject;
  readonly measurement: Measurement;
  readonly perSecond: number[];
  readonly cpuMs: number[];
}

/** Measures the local AWS beside cognito-local, in interleaved rounds, on one core. Prints a table. */
export async function measureLocalAws(options = USUAL): Promise<LocalAwsResults> {
  pinLoad();
  const rows: LocalAwsRow[] = [];
  for (const people of POPULATIONS) rows.push(...(await measurePopulation(people, options)));
  console.table(rows.map(rounded));
  return { pinned: CORES !== undefined, options, rows };
}

async function measurePopulation(people: number, options: LocalAwsOptions): Promise<LocalAwsRow[]> {
  console.log(`measuring the local AWS and cognito-local with ${people} people …`);
  const ours = await startOurs(people, CONNECTIONS);
  const other = await startCognitoLocal(people, CONNECTIONS);
  try {
    const cells = [
      cell(ours, passwordSignIns(ours)),
      cell(other, passwordSignIns(other)),
      cell(ours, await refreshes(ours)),
      cell(other, await refreshes(other)),
      // cognito-local has no SRP.
      cell(ours, srpSignIns(ours)),
    ];
    for (const each of cells) await measureOnce(each, options.durationMs); // warms up
    for (const each of cells) each.perSecond.length = each.cpuMs.length = 0;
    for (let round = 0; round < options.rounds; round++) {
      for (const each of cells) await measureOnce(each, options.durationMs);
    }
    return cells.map(row);
  } finally {
    await Promise.all([ours.stop(), other.stop()]);
  }
}

const cell = (subject: Subject, measurement: Measurement): Cell => ({
  subject,
  measurement,
  perSecond: [],
  cpuMs: [],
});

async function measureOnce({ subject, measurement, perSecond, cpuMs }: Cell, durationMs: number) {
  const before = subject.server.cpuSeconds();
  let calls = 0;
  const rate = await throughput(CONNECTIONS, durationMs, async (index) => {
    await measurement.work(index);
    calls += 1;
  });
  const after = subject.server.cpuSeconds();
  perSecond.push(rate);
  if (before !== undefined && after !== undefined) cpuMs.push(((after - before) * 1000) / calls);
}

function row({ subject, measurement, perSecond, cpuMs }: Cell): LocalAwsRow {
  const each = cpuMs.length > 0 ? median(cpuMs) : undefined;
  const perCoreSecond = each === undefined ? median(perSecond) : 1000 / each;
  return {
    server: subject.name,
    people: subject.people,
    does: measurement.name,
    perSecond: median(perSecond),
    cpuMs: each,
    perCoreSecond,
    tokensPerCoreSecond: perCoreSecond * measurement.tokens,
  };
}

function rounded(row: LocalAwsRow): object {
  const short = (value: unknown) => (typeof value === 'number' ? Math.round(value * 10) / 10 : value);
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, short(value)]));
}
