import { median, type Round } from './rounds';
import type { Kind, Variant } from './throughput';

/** What is compared with what: how much of the second's work the first leaves. 1 is free. */
const RATIOS = {
  /** A verified route of the product, whole, with a bare Next app's. */
  verifiedToBare: ['verified', 'bare'],
  /** The same without the read cache, with a bare `HGETALL` in a bare Next app. */
  uncachedToBareLookup: ['uncached', 'bareLookup'],
  /** What verification itself takes, in the product. */
  verifiedToOpen: ['verified', 'open'],
} as const satisfies Record<string, readonly [Variant, Variant]>;

type RatioName = keyof typeof RATIOS;

export interface RatioRow {
  readonly kind: Kind;
  readonly connections: number;
  readonly ratio: RatioName;
  readonly byRequests: number;
  /** By processor time: how many requests the first could answer in the time of the other's. */
  readonly byCpu: number;
}

/** Over all connections and rounds: the geometric mean, and where it lies with 95 % certainty. */
export interface OverallRow {
  readonly kind: Kind;
  readonly ratio: RatioName;
  readonly byRequests: Mean;
  readonly byCpu: Mean;
  readonly samples: number;
}

export interface Mean {
  readonly mean: number;
  readonly from: number;
  readonly to: number;
}

export type VariantRound = Readonly<Record<Variant, Round>>;

/** The medians of the rounds' own ratios. */
export function ratiosOf(
  rounds: readonly VariantRound[],
  cell: Pick<RatioRow, 'kind' | 'connections'>,
): RatioRow[] {
  return names().map((ratio) => ({
    ...cell,
    ratio,
    byRequests: median(rounds.map((round) => byRequests(round, ratio))),
    byCpu: median(rounds.map((round) => byCpu(round, ratio))),
  }));
}

/** @param rounds all of one kind */
export function overallOf(rounds: readonly VariantRound[], kind: Kind): OverallRow[] {
  return names().map((ratio) => ({
    kind,
    ratio,
    byRequests: meanOf(rounds.map((round) => byRequests(round, ratio))),
    byCpu: meanOf(rounds.map((round) => byCpu(round, ratio))),
    samples: rounds.length,
  }));
}

const names = () => Object.keys(RATIOS) as RatioName[];

function byRequests(round: VariantRound, ratio: RatioName): number {
  const [one, other] = RATIOS[ratio];
  return round[one].perSecond / round[other].perSecond;
}

function byCpu(round: VariantRound, ratio: RatioName): number {
  const [one, other] = RATIOS[ratio];
  return round[other].cpuMicroseconds / round[one].cpuMicroseconds;
}

/** Of logarithms, since 0.5 and 2 are equally far from 1; the interval is 1.96 standard errors to either side. */
export function meanOf(ratios: readonly number[]): Mean {
  const logs = ratios.map(Math.log);
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (logs.length - 1);
  const error = 1.96 * Math.sqrt(variance / logs.length);
  return { mean: Math.exp(mean), from: Math.exp(mean - error), to: Math.exp(mean + error) };
}
