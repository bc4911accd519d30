import type { Mean } from '../certainty';
import type { Kind } from '../generations';
import type { PeerResults, SizesRow } from './measure';
import type { RevocationRow } from './revocation';
import type { StartsRow } from './starts';
import type { StormRow } from './storm';

/** Parts as `results.json` has them; a part that was not measured is missing. */
export type Measured = {
  readonly [Part in keyof PeerResults]?: { readonly rows: PeerResults[Part] };
};

const NONE = 'not offered';
/** By this run, which left the part out. */
const UNMEASURED = 'not measured';
const two = (value: number) => value.toFixed(2);
const span = ({ mean, from, to }: Mean) => `${two(mean)} (${two(from)} to ${two(to)})`;
const both = (values: Readonly<Record<Kind, number>>, digits: number) =>
  `${values.handler.toFixed(digits)}, ${values.page.toFixed(digits)}`;

/** The tables of docs/performance.md, in Markdown. */
export function tablesOf(measured: Measured): string {
  return [requestsTable(measured), weightsTable(measured), endsTable(measured)].join('\n\n');
}

/** Whoever answers most in the processor time of a bare answer stands first. */
function requestsTable({ requests }: Measured): string {
  const sorted = Object.entries(requests?.rows ?? {}).sort(
    ([, a], [, b]) => b.handler.byCpu.mean - a.handler.byCpu.mean,
  );
  return table(
    ['', 'Handler', 'at 1, 16, 64', 'µs', 'Page', 'at 1, 16, 64', 'µs'],
    sorted.map(([name, { handler, page }]) => [
      name,
      ...[handler, page].flatMap(({ byCpu, byRequests, cpuMicroseconds }) => [
        span(byCpu),
        Object.values(byRequests).map(two).join(', '),
        `${cpuMicroseconds}`,
      ]),
    ]),
  );
}

function weightsTable({ sizes, starts }: Measured): string {
  const names = Object.keys({ ...starts?.rows, ...sizes?.rows });
  return table(
    ['', 'Start, ms', 'times bare', 'MiB then', 'MiB later', 'Cookie, bytes', 'Scripts, kB'],
    names.map((name) => [name, ...startCells(starts?.rows[name]), ...sizeCells(sizes?.rows[name])]),
  );
}

function startCells(row: StartsRow | undefined): string[] {
  if (row === undefined) return [UNMEASURED, '', ''];
  return [both(row.ms, 0), both(row.timesBareByCpu, 2), both(row.residentMiB, 0)];
}

function sizeCells(row: SizesRow | undefined): string[] {
  if (row === undefined) return [UNMEASURED, '', ''];
  return [row.residentMiB.toFixed(0), bytes(row), row.scriptsKb.toFixed(1)];
}

function bytes({ cookieBytes, cookieBytesWithTokens: withTokens }: SizesRow): string {
  if (cookieBytes === 0) return 'none';
  return withTokens > cookieBytes * 1.1 ? `${cookieBytes}; ${withTokens} with tokens` : `${cookieBytes}`;
}

function endsTable({ storm, revocation }: Measured): string {
  const names = Object.keys({ ...storm?.rows, ...revocation?.rows });
  return table(
    [
      '',
      'Refreshes by 50 tabs',
      'let in',
      'Ended, still answered',
      'by another process',
      'refused there after, ms',
    ],
    names.map((name) => [name, ...stormCells(storm?.rows[name]), ...revocationCells(revocation?.rows[name])]),
  );
}

function stormCells(row: StormRow | null | undefined): string[] {
  if (row === undefined) return [UNMEASURED, ''];
  return row === null ? [NONE, ''] : [`${row.issuerCalls}`, `${row.answered}`];
}

function revocationCells(row: RevocationRow | null | undefined): string[] {
  if (row === undefined) return [UNMEASURED, '', ''];
  if (row === null) return [NONE, '', ''];
  const of = (answered: number) => `${answered} of ${row.rounds}`;
  return [of(row.stillAnswered), of(row.stillAnsweredElsewhere), waitOf(row)];
}

function waitOf({ elsewhereMs }: RevocationRow): string {
  if (elsewhereMs === null) return 'not within 3 s';
  return `${elsewhereMs.median.toFixed(1)}; ${elsewhereMs.p99.toFixed(1)} at 99 %`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const named = rows.map(([name = '', ...cells]) => [name.replace(/^[^,]+/, '`$&`'), ...cells]);
  return [line(head), line(head.map(() => '---')), ...named.map(line)].join('\n');
}
