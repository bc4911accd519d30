import type { Apps } from './apps';
import type { startLoad } from './load';
import { type OverallRow, overallOf, type RatioRow, ratiosOf, type VariantRound } from './ratios';
import { measureRound, median, type Round } from './rounds';

/** Which process answers a variant, and by which of the bench's routes. */
const VARIANTS = {
  bare: ['bare', 'open'],
  bareLookup: ['bare', 'lookup'],
  open: ['cached', 'open'],
  verified: ['cached', 'verified'],
  uncached: ['uncached', 'verified'],
} as const;
const KINDS = ['handler', 'page'] as const;
export const CONNECTIONS = [1, 16, 64] as const;

/**
 * A new process spends its first thousands of requests compiling, more of them the more code a variant runs. By number,
 * since a busy machine gets through few in a time.
 */
const WARM_UP_REQUESTS = 3000;
const WARM_UP_TURN_MS = 1500;

export type Variant = keyof typeof VARIANTS;
export type Kind = (typeof KINDS)[number];

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

interface Options {
  readonly load: ReturnType<typeof startLoad>;
  readonly apps: Omit<Apps, 'stop'>;
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
): Promise<{ rows: ThroughputRow[]; ratios: RatioRow[]; overall: OverallRow[] }> {
  const rows: ThroughputRow[] = [];
  const ratios: RatioRow[] = [];
  const all: Record<Kind, VariantRound[]> = { handler: [], page: [] };
  for (const kind of KINDS) await warmUp(options, kind);
  for (const connections of CONNECTIONS) {
    for (const kind of KINDS) {
      const rounds: VariantRound[] = [];
      await measureVariants(options, kind, connections, 0);
      for (let round = 0; round < options.rounds; round += 1) {
        rounds.push(await measureVariants(options, kind, connections, round));
      }
      all[kind].push(...rounds);
      rows.push(...names().map((variant) => rowOf(rounds, { kind, connections, variant })));
      ratios.push(...ratiosOf(rounds, { kind, connections }));
    }
  }
  return { rows, ratios, overall: KINDS.flatMap((kind) => overallOf(all[kind], kind)) };
}

const names = () => Object.keys(VARIANTS) as Variant[];

async function warmUp(options: Options, kind: Kind): Promise<void> {
  for (let turn = 0, fewest = 0; fewest < WARM_UP_REQUESTS; turn += 1) {
    const round = await measureVariants({ ...options, durationMs: WARM_UP_TURN_MS }, kind, 16, turn);
    fewest += Math.min(...Object.values(round).map(({ requests }) => requests));
  }
}

function rowOf(
  rounds: readonly VariantRound[],
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

/** Where the bench's route is, in the product and in the bare app. */
export function pathOf(kind: Kind, route: 'open' | 'verified' | 'lookup'): string {
  return `${kind === 'handler' ? '/api' : ''}/bench/${kind}/${route}`;
}

function measureVariants(options: Options, kind: Kind, connections: number, round: number) {
  const { load, apps, cookie, durationMs } = options;
  const targets = names().map((name) => {
    const [app, route] = VARIANTS[name];
    return { ...apps[app], name, path: pathOf(kind, route), cookie };
  });
  return measureRound(targets, { load, connections, durationMs, round });
}
