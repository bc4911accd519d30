import { KINDS, type Kind } from './generations';
import { circumstances, span, table, two } from './markdown';
import type { Results } from './results';
import type { ResidentRow } from './startup';
import type { RatioName, Variant } from './throughput';

type Part<Name extends keyof Results> = NonNullable<Results[Name]>;

const NAMES = { bare: 'bare', ours: 'the product' } as const;

/** What is compared with what, and the goal. */
const COMPARED: Readonly<Record<RatioName, readonly [string, string]>> = {
  bareToBare: ['the bare app beside itself', '1'],
  verifiedToBare: ['verified, with the read cache', '0.95, 0.90'],
  uncachedToBareLookup: ['verified, without it, beside a bare `HGETALL`', '0.95'],
  verifiedToOpen: ['verification alone, in the product', ''],
};

const VARIANTS: Readonly<Record<Variant, string>> = {
  bare: 'bare',
  bareAgain: 'bare, once more',
  bareLookup: 'a bare `HGETALL`',
  bareLookupAgain: 'a bare `HGETALL`, once more',
  open: 'the product, unverified',
  verified: 'verified, with the read cache',
  uncached: 'verified, without it',
};

/** For each part of `bench/results.json` that is in a document: its place there, and how it is told. */
const TABLES: { readonly [Name in keyof Results]: (part: Part<Name>) => string } = {
  requests: requestsTables,
  startup: startupTables,
  engine: engineTable,
  loaded: ({ loaded }) =>
    table(
      ['By the time of its first', 'a process has loaded, beside Next', 'kB of bundles more'],
      loaded.map(({ after, packages, bundleKb }) => [
        after.replace(/^an? /, ''),
        packages.map((name) => `\`${name}\``).join(', ') || 'nothing more',
        `${bundleKb}`,
      ]),
    ),
  scripts: ({ scripts }) =>
    table(
      ['Scripts of', 'kB, compressed', 'more than the bare page'],
      scripts.map(({ page, gzipKb, overBareKb }) => [
        page === 'bare' ? 'a page of the bare app' : `\`${page}\``,
        gzipKb.toFixed(1),
        overBareKb === 0 ? '' : overBareKb.toFixed(1),
      ]),
    ),
  operations: ({ operations }) =>
    table(
      ['Operation', 'Redis commands', 'Processor time'],
      operations.map(({ operation, redisCommands, cpuMs }) => [
        operation,
        `${redisCommands}`,
        `${cpuMs.toFixed(1)} ms`,
      ]),
    ),
};

function engineTable({ ticketMicroseconds: ticket, record, people, memory }: Part<'engine'>): string {
  const most = people.at(-1);
  const pair = (a: number, b: number, digits: number) => `${a.toFixed(digits)}; ${b.toFixed(digits)}`;
  return table(
    ['Of the engine alone', ''],
    [
      [
        'µs to check a ticket that is new to the process; that is known',
        pair(ticket.unknown, ticket.known, 2),
      ],
      [
        'µs to decode a record; one that is in clear',
        pair(record.checkedMicroseconds, record.uncheckedMicroseconds, 1),
      ],
      [
        `bytes of Redis per session with tokens; without, of ${memory.sessions}`,
        pair(memory.withTokens, memory.withoutTokens, 0),
      ],
      [
        `ms to list ${most?.sessions} sessions of a person; to end them`,
        pair(most?.listMs ?? Number.NaN, most?.endAllMs ?? Number.NaN, 0),
      ],
    ],
  );
}

/** What documents hold of a run, by the name of its place. */
export function productTables(results: Results): Record<string, string> {
  const tell = <Name extends keyof Results>(name: Name) => {
    const part = results[name];
    return part && TABLES[name] ? `Measured: ${circumstances(part)}.\n\n${TABLES[name](part)}` : undefined;
  };
  const told = Object.keys(TABLES).map((name) => [name, tell(name as keyof Results) ?? 'Not measured yet.']);
  return { ...Object.fromEntries(told), price: priceOf(results) };
}

function requestsTables({
  options,
  overall,
  rows,
  commands: { cached, uncached },
}: Part<'requests'>): string {
  const cells = (ratio: RatioName, by: 'byCpu' | 'byRequests') =>
    KINDS.flatMap((kind) =>
      overall.filter((row) => row.kind === kind && row.ratio === ratio).map((row) => span(row[by])),
    );
  const compared = Object.entries(COMPARED) as [RatioName, readonly [string, string]][];
  const measured = (kind: Kind, variant: Variant) => {
    const own = rows.filter((row) => row.kind === kind && row.variant === variant);
    return [
      own.map(({ perSecond }) => perSecond.toFixed(0)).join(', '),
      own.map(({ cpuMicroseconds }) => cpuMicroseconds).join(', '),
    ];
  };
  return [
    `${options.generations} generations of processes, each with ${options.rounds} rounds of ${options['round-ms']} ms.`,
    table(
      ['Beside the bare app, by processor time', 'Handler', 'Page', 'Goal'],
      compared.flatMap(([ratio, [name, goal]]) => [
        [name, ...cells(ratio, 'byCpu'), goal],
        ['the same by the clock', ...cells(ratio, 'byRequests'), ''],
      ]),
    ),
    table(
      [
        'At 1, 16 and 64 connections',
        ...KINDS.flatMap((kind) => [`${kind}s per second`, 'µs of processor time']),
      ],
      (Object.entries(VARIANTS) as [Variant, string][]).map(([variant, name]) => [
        name,
        ...KINDS.flatMap((kind) => measured(kind, variant)),
      ]),
    ),
    `Redis commands per verification: ${cached.cold} when the session is new to the process and ${cached.warm} then; without the cache ${uncached.cold} and ${uncached.warm}.`,
  ].join('\n\n');
}

function startupTables({ options, starts, resident }: Part<'startup'>): string {
  const series = (rows: readonly ResidentRow[], field: 'residentMiB' | 'keptMiB' | 'collectedMiB') =>
    rows.map((row) => row[field].toFixed(0)).join(', ');
  const limits = [...new Set(resident.map(({ oldSpaceMiB }) => oldSpaceMiB))];
  const processes = limits.flatMap((limit) =>
    (['bare', 'ours'] as const).map((app) => {
      const rows = resident.filter((row) => row.app === app && row.oldSpaceMiB === limit);
      const name = limit === null ? NAMES[app] : `${NAMES[app]}, \`--max-old-space-size=${limit}\``;
      return [name, ...(['residentMiB', 'keptMiB', 'collectedMiB'] as const).map((of) => series(rows, of))];
    }),
  );
  const both = (bare: number, ours: number) => `${ours.toFixed(0)} beside ${bare.toFixed(0)}`;
  const requests = Number(options.requests);
  return [
    table(
      [`${options.starts} starts of each, beside the bare app's`, 'Handler', 'Page', 'Goal'],
      [
        ['processor time to the first answer', ...starts.map((row) => span(row.ratioByCpu)), '1.15'],
        ['the same by the clock', ...starts.map((row) => span(row.ratio)), '1.15'],
        ['milliseconds', ...starts.map((row) => both(row.bareMs, row.oursMs)), ''],
        [
          'MiB then',
          ...starts.map((row) => `${both(row.bareMiB, row.oursMiB)}: ${two(row.oursMiB / row.bareMiB)}`),
          '1.3',
        ],
      ],
    ),
    table(
      [
        `MiB at first, after ${requests / 2} and ${requests} requests`,
        'resident',
        'of its heap after a collection',
        'resident after that',
      ],
      processes,
    ),
  ].join('\n\n');
}

/** The README's sentence. */
function priceOf({ requests }: Results): string {
  if (requests === undefined) return 'What it costs beside a bare Next app has not been measured yet.';
  const [handler = '', page = ''] = KINDS.flatMap((kind) =>
    requests.overall
      .filter((row) => row.ratio === 'verifiedToBare' && row.kind === kind)
      .map(({ byCpu }) => span(byCpu)),
  );
  return [
    `Beside a bare Next app, the whole product answers [${handler} of the requests of the smallest handler and`,
    `${page} of the smallest page](docs/performance.md#the-run-in-benchresultsjson) in the same processor time.`,
  ].join('\n');
}
