import { startApps } from './apps';
import {
  CONNECTIONS,
  type Comparison,
  compare,
  KINDS,
  type Kind,
  measureGenerations,
  mediansOf,
  type Pair,
  type Plan,
} from './generations';

/** By which of the bench's routes a variant is answered. */
const ROUTES = {
  bare: 'open',
  bareAgain: 'open',
  bareLookup: 'lookup',
  bareLookupAgain: 'lookup',
  open: 'open',
  verified: 'verified',
  uncached: 'verified',
} as const;

export type Variant = keyof typeof ROUTES;

const COMPARED = {
  /** The same twice: how far the bench itself can be trusted. */
  bareToBare: ['bareAgain', ['bare']],
  /** A verified route of the product, whole, with a bare Next app's. */
  verifiedToBare: ['verified', ['bare', 'bareAgain']],
  /** The same without the read cache, with a bare `HGETALL` in a bare Next app. */
  uncachedToBareLookup: ['uncached', ['bareLookup', 'bareLookupAgain']],
  /** What verification itself takes, in the product. */
  verifiedToOpen: ['verified', ['open']],
} as const satisfies Record<string, Pair<Variant>>;

export type RatioName = keyof typeof COMPARED;

export interface ThroughputRow {
  readonly kind: Kind;
  readonly connections: number;
  readonly variant: Variant;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMicroseconds: number;
}

export interface OverallRow extends Comparison {
  readonly kind: Kind;
  readonly ratio: RatioName;
}

export interface RatioRow extends OverallRow {
  readonly connections: number;
}

/** Rows are medians over all rounds; `ratios` compare with so many connections, `overall` with all. */
export async function measureThroughput(
  plan: Omit<Plan<Variant>, 'start'> & { readonly redisUrl: string; readonly cookie: string },
): Promise<{ rows: ThroughputRow[]; ratios: RatioRow[]; overall: OverallRow[] }> {
  const generations = await measureGenerations({ ...plan, start: () => startVariants(plan) });
  const cells = CONNECTIONS.flatMap((connections) => KINDS.map((kind) => ({ kind, connections })));
  return {
    rows: cells.flatMap((cell) =>
      variants().map((variant) => ({ ...cell, variant, ...mediansOf(generations, variant, cell) })),
    ),
    ratios: cells.flatMap((cell) =>
      compared().map(([ratio, pair]) => ({ ...cell, ratio, ...compare(generations, pair, cell) })),
    ),
    overall: KINDS.flatMap((kind) =>
      compared().map(([ratio, pair]) => ({ kind, ratio, ...compare(generations, pair, { kind }) })),
    ),
  };
}

const variants = () => Object.keys(ROUTES) as Variant[];
const compared = () => Object.entries(COMPARED) as [RatioName, Pair<Variant>][];

async function startVariants({ redisUrl, cookie }: { redisUrl: string; cookie: string }) {
  const { apps, stop } = await startApps(redisUrl);
  const targets = async (kind: Kind) =>
    variants().map((name) => ({ ...apps[name], name, path: pathOf(kind, ROUTES[name]), cookie }));
  return { targets, stop };
}

/** Where the bench's route is, in the product and in the bare app. */
export function pathOf(kind: Kind, route: 'open' | 'verified' | 'lookup'): string {
  return `${kind === 'handler' ? '/api' : ''}/bench/${kind}/${route}`;
}
