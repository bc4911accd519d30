import type { Kind } from '../generations';
import { circumstances, span, table, two } from '../markdown';
import type { Run } from '../results';
import type { PeerResults, SizesRow } from './measure';
import type { RevocationRow } from './revocation';

/** `bench/peers/results.json`. A part that was not measured is missing. */
export type Measured = {
  readonly [Part in keyof PeerResults]?: Run & { readonly rows: PeerResults[Part] };
} & { readonly versions?: Readonly<Record<string, string | null>> };

/** Its head, and a row's cell: empty where the row has none. */
type Column = readonly [string, (measured: Measured, name: string) => string];

/** @param row null for what the library does not have */
function cell<Row>(row: Row | null | undefined, tell: (row: Row) => string): string {
  if (row === undefined) return '';
  return row === null ? 'not offered' : tell(row);
}

const both = (values: Readonly<Record<Kind, number>>, digits: number) =>
  `${values.handler.toFixed(digits)}, ${values.page.toFixed(digits)}`;

const TITLES = { handler: 'Handlers', page: 'Pages' } as const;

const speed = (kind: Kind): Column => [
  `${TITLES[kind]} in the processor time of a bare one`,
  ({ requests }, name) => cell(requests?.rows[name], (row) => span(row[kind].byCpu)),
];
const COOKIE: Column = ['Cookie, bytes', ({ sizes }, name) => cell(sizes?.rows[name], bytes)];
const SCRIPTS: Column = [
  'Scripts, kB',
  ({ sizes }, name) => cell(sizes?.rows[name], ({ scriptsKb }) => scriptsKb.toFixed(1)),
];
const REFRESHES: Column = [
  'Refreshes by 50 tabs on 4 processes',
  ({ storm }, name) => cell(storm?.rows[name], ({ issuerCalls }) => `${issuerCalls}`),
];
const ENDED: Column = [
  'Ended, still answered: here; elsewhere',
  ({ revocation }, name) =>
    cell(
      revocation?.rows[name],
      ({ rounds, stillAnswered, stillAnsweredElsewhere }) =>
        `${stillAnswered} of ${rounds}; ${stillAnsweredElsewhere}`,
    ),
];
const SHORT_COLUMNS = [speed('handler'), speed('page'), COOKIE, SCRIPTS, REFRESHES, ENDED];

const COLUMNS: readonly Column[] = [
  speed('handler'),
  speed('page'),
  [
    'Start, times bare',
    ({ starts }, name) => cell(starts?.rows[name], ({ timesBareByCpu }) => both(timesBareByCpu, 2)),
  ],
  ['MiB then', ({ starts }, name) => cell(starts?.rows[name], ({ residentMiB }) => both(residentMiB, 0))],
  ['MiB later', ({ sizes }, name) => cell(sizes?.rows[name], ({ residentMiB }) => residentMiB.toFixed(0))],
  COOKIE,
  SCRIPTS,
  REFRESHES,
  ENDED,
  ['Refused elsewhere after', ({ revocation }, name) => cell(revocation?.rows[name], waitOf)],
];

const BY_CONNECTIONS: readonly Column[] = (['handler', 'page'] as const).flatMap((kind): Column[] => [
  [
    `${TITLES[kind]} per second beside bare, at 1, 16, 64 connections`,
    ({ requests }, name) =>
      cell(requests?.rows[name], (row) => Object.values(row[kind].byRequests).map(two).join(', ')),
  ],
  [
    'µs of processor time',
    ({ requests }, name) => cell(requests?.rows[name], (row) => `${row[kind].cpuMicroseconds}`),
  ],
]);

const PARTS = ['requests', 'starts', 'sizes', 'storm', 'revocation'] as const;

/** The README's rows. */
const SHORT: Readonly<Record<string, string>> = {
  'bare-redis': 'a bare `HGETALL` in Redis',
  ours: 'Latchkey',
  'better-auth': 'better-auth on Redis',
  'adapter-nextjs': 'adapter-nextjs',
  auth0: 'Auth0’s SDK',
  'next-auth-5': 'next-auth 5',
};

/** What documents hold of the comparison, by the name of its place. */
export function peerTables(measured: Measured): Record<string, string> {
  return {
    peers: tablesOf(measured),
    'peers-short': tableOf(measured, SHORT_COLUMNS, (name) => SHORT[name]),
  };
}

/** All of it, in Markdown. */
export function tablesOf(measured: Measured): string {
  const when = PARTS.map((part) => {
    const run = measured[part];
    return `- ${part}: ${run === undefined ? 'not measured yet' : circumstances(run)}`;
  });
  const named = (name: string) =>
    name.replace(/^[^,]+/, (peer) => [`\`${peer}\``, measured.versions?.[peer]].filter(Boolean).join(' '));
  const tables = [COLUMNS, ...(measured.requests ? [BY_CONNECTIONS] : [])];
  return [when.join('\n'), ...tables.map((columns) => tableOf(measured, columns, named))].join('\n\n');
}

/** Whoever answers most handlers in the processor time of a bare one stands first; columns without figures are left out. */
function tableOf(
  measured: Measured,
  columns: readonly Column[],
  named: (name: string) => string | undefined,
): string {
  const speedOf = (name: string) => measured.requests?.rows[name]?.handler.byCpu.mean ?? 0;
  const names = Object.keys(Object.assign({}, ...PARTS.map((part) => measured[part]?.rows)))
    .filter((name) => named(name) !== undefined)
    .sort((a, b) => speedOf(b) - speedOf(a));
  const shown = columns.filter(([, tell]) => names.some((name) => tell(measured, name) !== ''));
  return table(
    ['', ...shown.map(([head]) => head)],
    names.map((name) => [named(name) ?? '', ...shown.map(([, tell]) => tell(measured, name))]),
  );
}

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
