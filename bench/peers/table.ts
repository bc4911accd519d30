import type { Mean } from '../ratios';
import type { PeerResults, SizesRow } from './measure';
import type { Kind } from './requests';
import type { RevocationRow } from './revocation';
import type { StormRow } from './storm';

/** Parts as `results.json` has them; a part that was not measured is missing. */
export type Measured = {
  readonly [Part in keyof PeerResults]?: { readonly rows: PeerResults[Part] };
};

const NONE = 'not offered';
const two = (value: number) => value.toFixed(2);
const span = ({ mean, from, to }: Mean) => `${two(mean)} (${two(from)} to ${two(to)})`;
const both = (values: Readonly<Record<Kind, number>>, digits: number) =>
  `${values.handler.toFixed(digits)}, ${values.page.toFixed(digits)}`;

/** The tables of docs/performance.md, in Markdown. */
export function tablesOf(measured: Measured): string {
  const { requests, sizes, starts, storm, revocation } = measured;
  return [
    requests && requestsTable(requests.rows),
    sizes && sizesTable(sizes.rows),
    starts && startsTable(starts.rows),
    storm && stormTable(storm.rows),
    revocation && revocationTable(revocation.rows),
  ]
    .filter((table) => table !== undefined)
    .join('\n\n');
}

function requestsTable(rows: PeerResults['requests']): string {
  const sorted = Object.entries(rows).sort(([, a], [, b]) => b.handler.byCpu.mean - a.handler.byCpu.mean);
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

function sizesTable(rows: PeerResults['sizes']): string {
  return table(
    ['', 'Cookie, bytes', 'Scripts, kB', 'MiB later'],
    Object.entries(rows).map(([name, size]) => [
      name,
      bytes(size),
      size.scriptsKb.toFixed(1),
      size.residentMiB.toFixed(0),
    ]),
  );
}

function bytes({ cookieBytes, cookieBytesWithTokens: withTokens }: SizesRow): string {
  if (cookieBytes === 0) return '';
  return withTokens > cookieBytes * 1.1 ? `${cookieBytes}; ${withTokens} with tokens` : `${cookieBytes}`;
}

function startsTable(rows: PeerResults['starts']): string {
  return table(
    ['', 'Start, ms', 'times bare', 'MiB then'],
    Object.entries(rows).map(([name, { ms, timesBareByCpu, residentMiB }]) => [
      name,
      both(ms, 0),
      both(timesBareByCpu, 2),
      both(residentMiB, 0),
    ]),
  );
}

function stormTable(rows: PeerResults['storm']): string {
  const cells = (row: StormRow | null) =>
    row === null ? [NONE, ''] : [`${row.issuerCalls}`, `${row.answered} of ${row.tabs}`];
  return table(
    ['', 'Issuer calls', 'answered'],
    Object.entries(rows).map(([name, row]) => [name, ...cells(row)]),
  );
}

function revocationTable(rows: PeerResults['revocation']): string {
  const cells = (row: RevocationRow | null) => {
    if (row === null) return [NONE, '', ''];
    const of = (answered: number) => `${answered} of ${row.rounds}`;
    return [of(row.stillAnswered), of(row.stillAnsweredElsewhere), waitOf(row)];
  };
  return table(
    ['', 'Still answered', 'by another process', 'which refuses after, ms'],
    Object.entries(rows).map(([name, row]) => [name, ...cells(row)]),
  );
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
