import { geometricMean, type Mean, meanOf, median } from './certainty';
import type { LoadProcess } from './load';
import { measureRound, type Round, type Target } from './rounds';

export const KINDS = ['handler', 'page'] as const;
export type Kind = (typeof KINDS)[number];
export const CONNECTIONS = [1, 16, 64] as const;

const WARM_UP_TURN_MS = 500;

/** Processes that were started together and have answered nothing yet. */
export interface Started<Name extends string> {
  /** Asked for before each turn of all, so that no cookie grows old. */
  targets(kind: Kind): Promise<readonly Target<Name>[]>;
  stop(): Promise<unknown>;
}

export interface Plan<Name extends string> {
  readonly load: LoadProcess;
  /** Starts processes of their own for every variant. */
  start(): Promise<Started<Name>>;
  readonly generations: number;
  /** Of each generation, for each kind and number of connections. */
  readonly rounds: number;
  readonly durationMs: number;
  /**
   * Requests of either kind that each variant answers before anything counts: a new process spends its first thousands
   * compiling. By number, since a busy machine gets through few in a time.
   */
  readonly warmUp: number;
}

/** What one generation of processes did in one kind of request with so many connections. */
export interface Cell<Name extends string> {
  readonly kind: Kind;
  readonly connections: number;
  readonly rounds: readonly Readonly<Record<Name, Round>>[];
}

export type Generation<Name extends string> = readonly Cell<Name>[];

/**
 * Every variant in every round, in an order that changes from round to round, so that whatever else the machine does hits all
 * alike; and all of that with one generation of processes after another, since two processes of one build differ by more than
 * what is looked for.
 */
export async function measureGenerations<Name extends string>(plan: Plan<Name>): Promise<Generation<Name>[]> {
  const generations: Generation<Name>[] = [];
  while (generations.length < plan.generations) {
    const started = await plan.start();
    try {
      for (const kind of KINDS) await warmUp(() => started.targets(kind), plan);
      generations.push(await measureCells(started, plan, generations.length * plan.rounds));
    } finally {
      await started.stop();
    }
    console.log(`  generation ${generations.length} of ${plan.generations}`);
  }
  return generations;
}

/** In turns, so that no process is left cold, or warm and waiting, while the others answer. */
async function warmUp(
  targets: () => Promise<readonly Target<string>[]>,
  { load, warmUp: wanted }: Plan<string>,
): Promise<void> {
  const answered = new Map<string, number>();
  const isCold = ({ name }: Target<string>) => (answered.get(name) ?? 0) < wanted;
  for (let cold = await targets(); cold.length > 0; cold = (await targets()).filter(isCold)) {
    for (const target of cold) {
      const { requests } = await load.run({ ...target, connections: 16, durationMs: WARM_UP_TURN_MS });
      answered.set(target.name, (answered.get(target.name) ?? 0) + requests);
    }
  }
}

async function measureCells<Name extends string>(
  started: Started<Name>,
  { load, rounds, durationMs }: Plan<Name>,
  before: number,
): Promise<Cell<Name>[]> {
  const cells: Cell<Name>[] = [];
  for (const connections of CONNECTIONS) {
    for (const kind of KINDS) {
      const found: Record<Name, Round>[] = [];
      for (let round = before; round < before + rounds; round += 1)
        found.push(await measureRound(await started.targets(kind), { load, connections, durationMs, round }));
      cells.push({ kind, connections, rounds: found });
    }
  }
  return cells;
}

/** Which cells are looked at: of all numbers of connections unless one is named. */
export interface Wanted {
  readonly kind: Kind;
  readonly connections?: number;
}

function cellsOf<Name extends string>(
  generations: readonly Generation<Name>[],
  { kind, connections }: Wanted,
): Generation<Name>[] {
  const isWanted = (cell: Cell<Name>) =>
    cell.kind === kind && (connections === undefined || cell.connections === connections);
  return generations.map((cells) => cells.filter(isWanted));
}

/** A variant, and those that it stands beside. */
export type Pair<Name extends string> = readonly [own: Name, others: readonly Name[]];

/** How much of a second's work one variant leaves beside another; 1 is free. */
export interface Comparison {
  readonly byRequests: Mean;
  /** By processor time: how many requests it could answer in the time of the other's one. */
  readonly byCpu: Mean;
}

/**
 * Rounds of one generation share its processes, so they count once: by the median of their ratios. What is certain is how far
 * generations differ.
 *
 * @param own the variant
 * @param others what it stands beside: processes of one build, by their geometric mean
 */
export function compare<Name extends string>(
  generations: readonly Generation<Name>[],
  [own, others]: Pair<Name>,
  wanted: Wanted,
): Comparison {
  const over = (ratio: (round: Readonly<Record<Name, Round>>) => number) =>
    meanOf(
      cellsOf(generations, wanted).map(
        (cells) => meanOf(cells.map(({ rounds }) => median(rounds.map((round) => ratio(round))))).mean,
      ),
    );
  const beside = (round: Readonly<Record<Name, Round>>, field: 'perSecond' | 'cpuMicroseconds') =>
    geometricMean(others.map((other) => round[own][field] / round[other][field]));
  return {
    byRequests: over((round) => beside(round, 'perSecond')),
    byCpu: over((round) => 1 / beside(round, 'cpuMicroseconds')),
  };
}

/** What a variant did in all rounds of all generations. */
export function mediansOf<Name extends string>(
  generations: readonly Generation<Name>[],
  name: Name,
  wanted: Wanted,
): Omit<Round, 'requests'> {
  const rounds = cellsOf(generations, wanted).flatMap((cells) =>
    cells.flatMap(({ rounds }) => rounds.map((round) => round[name])),
  );
  const of = (field: keyof Round) => median(rounds.map((round) => round[field]));
  return {
    perSecond: of('perSecond'),
    p50Ms: of('p50Ms'),
    p99Ms: of('p99Ms'),
    cpuMicroseconds: Math.round(of('cpuMicroseconds')),
  };
}
