import type { Kind } from '../generations';
import { span, two } from '../markdown';
import type { Run } from '../results';
import type { PeerResults, SizesRow } from './measure';
import type { RequestsRow } from './requests';
import type { RevocationRow } from './revocation';
import type { StartsRow } from './starts';
import type { StormRow } from './storm';

/** `bench/peers/results.json`. A part that was not measured is missing. */
export type Measured = {
  readonly [Part in keyof PeerResults]?: Run & { readonly rows: PeerResults[Part] };
} & { readonly versions?: Readonly<Record<string, string | null>> };

/** What rows are compared in. */
export interface Figure {
  /** As a sentence says it. */
  readonly of: string;
  readonly better: 'more' | 'less';
  /** Rounded as in the cell; undefined where the row has none. */
  value(measured: Measured, name: string): number | undefined;
}

export interface Column {
  readonly head: string;
  /** A row's cell: empty where the row has none. */
  tell(measured: Measured, name: string): string;
  readonly figures: readonly Figure[];
}

const KINDS = ['handler', 'page'] as const;
const TITLES = { handler: 'Handlers', page: 'Pages' } as const;

/** A part's rows: null for what the library does not have. */
type RowsOf<Row> = (measured: Measured) => Readonly<Record<string, Row | null>> | undefined;

interface FigureOf<Row> extends Omit<Figure, 'value'> {
  /** Behind the point, as in the cell. */
  readonly digits?: number;
  value(row: Row): number | null;
}

function column<Row>(
  rows: RowsOf<Row>,
  head: string,
  tell: (row: Row) => string,
  figures: readonly FigureOf<Row>[] = [],
): Column {
  return {
    head,
    tell: (measured, name) => {
      const row = rows(measured)?.[name];
      if (row === undefined) return '';
      return row === null ? 'not offered' : tell(row);
    },
    figures: figures.map(({ digits = 0, value, ...figure }) => ({
      ...figure,
      value: (measured, name) => {
        const row = rows(measured)?.[name] ?? null;
        const found = row === null ? null : value(row);
        return found === null ? undefined : Number(found.toFixed(digits));
      },
    })),
  };
}

const requests: RowsOf<RequestsRow> = (measured) => measured.requests?.rows;
const sizes: RowsOf<SizesRow> = (measured) => measured.sizes?.rows;
const starts: RowsOf<StartsRow> = (measured) => measured.starts?.rows;
const storm: RowsOf<StormRow> = (measured) => measured.storm?.rows;
const revocation: RowsOf<RevocationRow> = (measured) => measured.revocation?.rows;

const both = (values: Readonly<Record<Kind, number>>, digits: number) =>
  `${values.handler.toFixed(digits)}, ${values.page.toFixed(digits)}`;

const speed = (kind: Kind) =>
  column(requests, `${TITLES[kind]} in the processor time of a bare one`, (row) => span(row[kind].byCpu), [
    { of: `${kind}s`, better: 'more', digits: 2, value: (row) => row[kind].byCpu.mean },
  ]);

const COOKIE = column(sizes, 'Cookie, bytes', bytes, [
  { of: 'the size of the cookie', better: 'less', value: ({ cookieBytes }) => cookieBytes },
]);
const SCRIPTS = column(sizes, 'Scripts, kB', ({ scriptsKb }) => scriptsKb.toFixed(1), [
  { of: 'scripts', better: 'less', digits: 1, value: ({ scriptsKb }) => scriptsKb },
]);
const REFRESHES = column(
  storm,
  'Refreshes by 50 tabs on 4 processes',
  ({ issuerCalls, answered, tabs }) =>
    answered === tabs ? `${issuerCalls}` : `${issuerCalls}; ${answered} let in`,
  [{ of: 'refreshes', better: 'less', value: ({ issuerCalls }) => issuerCalls }],
);
const ENDED = column(
  revocation,
  'Ended, still answered: here; elsewhere',
  ({ rounds, stillAnswered, stillAnsweredElsewhere }) =>
    `${stillAnswered} of ${rounds}; ${stillAnsweredElsewhere}`,
  [
    {
      of: 'ended sessions that are still answered',
      better: 'less',
      value: ({ stillAnswered, stillAnsweredElsewhere }) => stillAnswered + stillAnsweredElsewhere,
    },
  ],
);

/** The README's. */
export const SHORT_COLUMNS = [speed('handler'), speed('page'), COOKIE, SCRIPTS, REFRESHES, ENDED];

export const COLUMNS: readonly Column[] = [
  speed('handler'),
  speed('page'),
  column(
    starts,
    'Start to a handler, a page: times bare by processor time',
    ({ timesBareByCpu }) => both(timesBareByCpu, 2),
    KINDS.map((kind) => ({
      of: `the start to a ${kind}`,
      better: 'less',
      digits: 2,
      value: ({ timesBareByCpu }) => timesBareByCpu[kind],
    })),
  ),
  column(starts, 'in ms', ({ ms }) => both(ms, 0)),
  column(
    starts,
    'MiB then',
    ({ residentMiB }) => both(residentMiB, 0),
    KINDS.map((kind) => ({
      of: `memory at the first ${kind}`,
      better: 'less',
      value: ({ residentMiB }) => residentMiB[kind],
    })),
  ),
  column(sizes, 'MiB later', ({ residentMiB }) => residentMiB.toFixed(0), [
    { of: 'memory later', better: 'less', value: ({ residentMiB }) => residentMiB },
  ]),
  COOKIE,
  SCRIPTS,
  REFRESHES,
  ENDED,
  column(revocation, 'Refused elsewhere after', waitOf, [
    {
      of: 'how soon an end is known elsewhere',
      better: 'less',
      value: ({ elsewhereMs }) => elsewhereMs?.median ?? null,
    },
  ]),
];

export const BY_CONNECTIONS: readonly Column[] = KINDS.flatMap((kind) => [
  column(requests, `${TITLES[kind]} per second beside bare, at 1, 16, 64 connections`, (row) =>
    Object.values(row[kind].byRequests).map(two).join(', '),
  ),
  column(requests, 'µs of processor time', (row) => `${row[kind].cpuMicroseconds}`),
]);

function bytes({ cookieBytes, cookieBytesWithTokens: withTokens }: SizesRow): string {
  if (cookieBytes === 0) return 'none';
  return withTokens > cookieBytes * 1.1 ? `${cookieBytes}; ${withTokens} with tokens` : `${cookieBytes}`;
}

function waitOf({ elsewhereMs, waited, refused }: RevocationRow): string {
  if (elsewhereMs === null) return `not within 3 s, ${waited} of ${waited}`;
  const { median, p99 } = elsewhereMs;
  const times = `${median.toFixed(0)} ms; ${p99.toFixed(0)} at 99 %`;
  return refused < waited ? `${times}; not within 3 s, ${waited - refused} of ${waited}` : times;
}
