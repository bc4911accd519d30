import { circumstances, table } from '../markdown';
import type { Run } from '../results';
import { aheadList, aheadSentences } from './ahead';
import { BY_CONNECTIONS, COLUMNS, type Column, type Measured, SHORT_COLUMNS } from './columns';
import { BARE } from './requests';

/** How each part was measured, by the options of its run. */
const HOW = {
  requests: (options) =>
    `${options.generations} generations of processes, each with ${options.rounds} rounds of ${options['round-ms']} ms`,
  starts: ({ starts }) => `medians of ${starts} of each`,
  sizes: ({ requests }) => `'MiB later' is after ${requests} requests`,
  storm: () => 'once',
  revocation: ({ endings }) => `${endings} sessions of each`,
} as const satisfies Readonly<Record<string, (options: Run['options']) => string>>;
const PARTS = Object.keys(HOW) as (keyof typeof HOW)[];

/** The README's rows. The first would be 1 if two processes of one build were alike, and says how far the others can be trusted. */
const SHORT: Readonly<Record<string, string>> = {
  'bare, once more': 'the bare app, once more',
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
    'peers-ahead': aheadList(measured, COLUMNS, othersOf(measured, titleOf(measured))),
    'peers-short': tableOf(measured, SHORT_COLUMNS, shortTitle),
    'peers-short-ahead': aheadSentences(measured, SHORT_COLUMNS, othersOf(measured, shortTitle)),
  };
}

const shortTitle = (name: string) => SHORT[name];

/** A row in the long table: its name as code, the version, and what is different in it. */
const titleOf =
  ({ versions }: Measured) =>
  (name: string) =>
    name.replace(/^[^,]+/, (peer) => [`\`${peer}\``, versions?.[peer]].filter(Boolean).join(' '));

const namesOf = (measured: Measured) =>
  Object.keys(Object.assign({}, ...PARTS.map((part) => measured[part]?.rows)));

/** Whoever has sessions, beside the product. */
function othersOf(measured: Measured, named: (name: string) => string | undefined): Map<string, string> {
  const isOther = (name: string) => name !== 'ours' && name.replace(/,.*/, '') !== BARE;
  return new Map(
    namesOf(measured).flatMap((name) => {
      const title = named(name);
      return isOther(name) && title !== undefined ? [[name, title]] : [];
    }),
  );
}

/** All of it, in Markdown. */
export function tablesOf(measured: Measured): string {
  const when = PARTS.map((part) => {
    const run = measured[part];
    return `- ${part}: ${run === undefined ? 'not measured yet' : `${HOW[part](run.options)}; ${circumstances(run)}`}`;
  });
  const tables = [COLUMNS, ...(measured.requests ? [BY_CONNECTIONS] : [])];
  return [when.join('\n'), ...tables.map((columns) => tableOf(measured, columns, titleOf(measured)))].join(
    '\n\n',
  );
}

/** Whoever answers most handlers in the processor time of a bare one stands first; columns without figures are left out. */
function tableOf(
  measured: Measured,
  columns: readonly Column[],
  named: (name: string) => string | undefined,
): string {
  const speedOf = (name: string) => measured.requests?.rows[name]?.handler.byCpu.mean ?? 0;
  const names = namesOf(measured)
    .filter((name) => named(name) !== undefined)
    .sort((a, b) => speedOf(b) - speedOf(a));
  const shown = columns.filter(({ tell }) => names.some((name) => tell(measured, name) !== ''));
  return table(
    ['', ...shown.map(({ head }) => head)],
    names.map((name) => [named(name) ?? '', ...shown.map(({ tell }) => tell(measured, name))]),
  );
}
