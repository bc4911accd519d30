import type { startLoad } from './load';
import { measureRound, median, type Round } from './rounds';

const VARIANTS = ['open', 'verified', 'uncached', 'lookup'] as const;
const KINDS = ['handler', 'page'] as const;
export const CONNECTIONS = [1, 16, 64] as const;

/** A new process spends its first thousands of requests compiling, more of them the more code a variant runs. */
const WARM_UP_MS = 5000;

type Variant = (typeof VARIANTS)[number];
type Kind = (typeof KINDS)[number];

export interface ThroughputRow {
  readonly kind: Kind;
  readonly connections: number;
  readonly variant: Variant;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMicroseconds: number;
  readonly failed: number;
}

export interface RatioRow {
  readonly kind: Kind;
  readonly connections: number;
  /** Verified with the read cache against the same route without verification. */
  readonly cachedToOpen: number;
  /** Verified without the read cache against a bare HGETALL. */
  readonly uncachedToLookup: number;
  /** The same by processor time: how many requests the one could answer in the time of the other's. */
  readonly cachedToOpenByCpu: number;
  readonly uncachedToLookupByCpu: number;
}

/** A ratio over every kind, number of connections and round: the geometric mean and where it lies with 95 % certainty. */
export interface Overall {
  readonly ratio: 'cachedToOpen' | 'uncachedToLookup';
  readonly mean: number;
  readonly from: number;
  readonly to: number;
  readonly samples: number;
}

interface App {
  readonly port: number;
  readonly pid: number;
}

interface Options {
  readonly load: ReturnType<typeof startLoad>;
  readonly apps: { readonly cached: App; readonly uncached: App };
  readonly cookie: string;
  readonly rounds: number;
  readonly durationMs: number;
}

/**
 * Every variant in every round, in an order that changes from round to round, so that whatever else the machine does
 * hits all alike. Rows are medians over rounds; a ratio is the median of the rounds' own ratios.
 */
export async function measureThroughput(
  options: Options,
): Promise<{ rows: ThroughputRow[]; ratios: RatioRow[]; overall: Overall[] }> {
  const rows: ThroughputRow[] = [];
  const ratios: RatioRow[] = [];
  const all: Record<Variant, Round>[] = [];
  for (const kind of KINDS) await measureVariants({ ...options, durationMs: WARM_UP_MS }, kind, 16, 0);
  for (const connections of CONNECTIONS) {
    for (const kind of KINDS) {
      const rounds: Record<Variant, Round>[] = [];
      await measureVariants(options, kind, connections, 0);
      for (let round = 0; round < options.rounds; round += 1) {
        rounds.push(await measureVariants(options, kind, connections, round));
      }
      all.push(...rounds);
      rows.push(...VARIANTS.map((variant) => rowOf(rounds, { kind, connections, variant })));
      ratios.push(ratiosOf(rounds, { kind, connections }));
    }
  }
  const overall = (ratio: Overall['ratio'], a: Variant, b: Variant): Overall => ({
    ratio,
    ...meanOf(all.map((round) => round[a].perSecond / round[b].perSecond)),
  });
  return {
    rows,
    ratios,
    overall: [overall('cachedToOpen', 'verified', 'open'), overall('uncachedToLookup', 'uncached', 'lookup')],
  };
}

function rowOf(
  rounds: readonly Record<Variant, Round>[],
  cell: Pick<ThroughputRow, 'kind' | 'connections' | 'variant'>,
): ThroughputRow {
  const of = (field: keyof Round) => median(rounds.map((measured) => measured[cell.variant][field]));
  return {
    ...cell,
    perSecond: of('perSecond'),
    p50Ms: of('p50Ms'),
    p99Ms: of('p99Ms'),
    cpuMicroseconds: Math.round(of('cpuMicroseconds')),
    failed: rounds.reduce((sum, measured) => sum + measured[cell.variant].failed, 0),
  };
}

function ratiosOf(
  rounds: readonly Record<Variant, Round>[],
  cell: Pick<RatioRow, 'kind' | 'connections'>,
): RatioRow {
  const ratio = (a: Variant, b: Variant) =>
    median(rounds.map((round) => round[a].perSecond / round[b].perSecond));
  const byCpu = (a: Variant, b: Variant) =>
    median(rounds.map((round) => round[b].cpuMicroseconds / round[a].cpuMicroseconds));
  return {
    ...cell,
    cachedToOpen: ratio('verified', 'open'),
    uncachedToLookup: ratio('uncached', 'lookup'),
    cachedToOpenByCpu: byCpu('verified', 'open'),
    uncachedToLookupByCpu: byCpu('uncached', 'lookup'),
  };
}

/** Of logarithms, since 0.5 and 2 are equally far from 1; the interval is 1.96 standard errors to either side. */
function meanOf(ratios: readonly number[]): Omit<Overall, 'ratio'> {
  const logs = ratios.map(Math.log);
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (logs.length - 1);
  const error = 1.96 * Math.sqrt(variance / logs.length);
  return {
    mean: Math.exp(mean),
    from: Math.exp(mean - error),
    to: Math.exp(mean + error),
    samples: logs.length,
  };
}

function measureVariants(options: Options, kind: Kind, connections: number, round: number) {
  const { load, apps, cookie, durationMs } = options;
  const targets = VARIANTS.map((name) => ({
    ...(name === 'uncached' || name === 'lookup' ? apps.uncached : apps.cached),
    name,
    path: `${kind === 'handler' ? '/api' : ''}/bench/${kind}/${name === 'uncached' ? 'verified' : name}`,
    cookie,
  }));
  return measureRound(targets, { load, connections, durationMs, round });
}
