import { expect, test } from 'vitest';
import type { Measured } from '@/bench/peers/columns';
import { rowOf } from '@/bench/peers/revocation';
import { peerTables, tablesOf } from '@/bench/peers/table';

const run = {
  measuredAt: '2026-11-22T03:00:00.000Z',
  machine: { cores: 2, cpu: 'any', node: 'v20.20.2', load: 0.42 },
  options: {},
};

const requestsOf = (mean: number) => {
  const cell = {
    byRequests: { 1: mean, 16: mean, 64: mean },
    byCpu: { mean, from: mean - 0.01, to: mean + 0.01 },
    cpuMicroseconds: 1000,
  };
  return { handler: cell, page: cell };
};

const measured: Measured = {
  versions: { bare: null, auth0: '4.30.0', ours: null },
  requests: {
    ...run,
    rows: {
      bare: requestsOf(1),
      'bare, once more': requestsOf(0.99),
      ours: requestsOf(0.86),
      auth0: requestsOf(0.52),
      'auth0, no middleware': requestsOf(0.93),
    },
  },
  storm: {
    ...run,
    rows: { bare: null, ours: { tabs: 50, processes: 4, issuerCalls: 1, answered: 50 } },
  },
};
const lines = tablesOf(measured).split('\n');

test('whoever answers most stands first', () => {
  const names = lines.flatMap((line) => /^\| (`.*?) \|/.exec(line)?.[1] ?? []);
  const order = ['`bare`', '`bare`, once more', '`auth0` 4.30.0, no middleware', '`ours`', '`auth0` 4.30.0'];
  expect(names, 'in both tables').toEqual([...order, ...order]);
});

test('a cell says what was measured, what is not offered, or nothing', () => {
  const cells = (name: string) => lines.find((line) => line.startsWith(`| ${name} |`))?.split(' | ');
  expect(cells('`ours`')).toEqual(['| `ours`', '0.86 (0.85 to 0.87)', '0.86 (0.85 to 0.87)', '1 |']);
  expect(cells('`bare`')?.at(-1)).toBe('not offered |');
  expect(cells('`auth0` 4.30.0')?.at(-1)).toBe(' |');
});

test('how a part was measured is said by its options', () => {
  const options = { generations: '5', rounds: '3', 'round-ms': '200', endings: '500' };
  const told = tablesOf({
    ...measured,
    requests: { ...run, options, rows: {} },
    revocation: { ...run, options, rows: {} },
  });
  expect(told).toContain('- requests: 5 generations of processes, each with 3 rounds of 200 ms; 2026-11-22,');
  expect(told).toContain('- revocation: 500 sessions of each; 2026-11-22,');
});

test('a storm in which some tabs were refused says so', () => {
  const row = { tabs: 50, processes: 4, issuerCalls: 50, answered: 48 };
  expect(tablesOf({ storm: { ...run, rows: { auth0: row } } })).toContain('| `auth0` | 50; 48 let in |');
});

test('a part that was not measured is named, and has no column', () => {
  expect(lines).toContain('- storm: once; 2026-11-22, 2 cores, Node 20.20.2, a load of 0.4');
  expect(lines).toContain('- sizes: not measured yet');
  expect(tablesOf(measured)).not.toContain('Cookie');
});

const ended = { here: false, elsewhere: false, isPatient: true, refusedMs: 4 };
const never = { here: true, elsewhere: true, isPatient: true, refusedMs: null };
const sizesOf = (cookieBytes: number, scriptsKb: number) => ({
  cookieBytes,
  cookieBytesWithTokens: cookieBytes,
  scriptsKb,
  residentMiB: 100,
});
const whole: Measured = {
  ...measured,
  sizes: {
    ...run,
    rows: { bare: sizesOf(0, 130), ours: sizesOf(148, 137.41), auth0: sizesOf(2890, 137.39) },
  },
  revocation: {
    ...run,
    rows: {
      bare: null,
      ours: rowOf([ended, ended]),
      auth0: rowOf([never, { ...never, isPatient: false }]),
      workos: rowOf([ended, never]),
    },
  },
};

test('who is ahead of the product is said figure by figure, as rounded in the table', () => {
  expect(peerTables(whole)['peers-ahead']?.split('\n')).toEqual([
    '- handlers: `auth0` 4.30.0, no middleware',
    '- pages: `auth0` 4.30.0, no middleware',
    '- nobody in memory later; as good there: `auth0` 4.30.0',
    '- nobody in scripts; as good there: `auth0` 4.30.0',
    '- nobody in how soon an end is known elsewhere; as good there: `workos`',
    '- nobody in the size of the cookie, refreshes and ended sessions that are still answered',
  ]);
  const slower = requestsOf(0.4);
  const behind = { ...whole, requests: { ...run, rows: { ...whole.requests?.rows, ours: slower } } };
  expect(peerTables(behind)['peers-short-ahead']?.split('\n')).toEqual([
    'Ahead of Latchkey in handlers: Auth0’s SDK.',
    'In pages: Auth0’s SDK.',
    'Nobody in scripts; as good there: Auth0’s SDK.',
    'Nobody in the size of the cookie, refreshes and ended sessions that are still answered.',
  ]);
});

test('how soon an end is known elsewhere says how often that was waited for', () => {
  const cells = (name: string) =>
    tablesOf(whole)
      .split('\n')
      .find((line) => line.startsWith(`| ${name} |`))
      ?.split(' | ')
      .at(-1);
  expect(cells('`ours`')).toBe('4 ms; 4 at 99 % |');
  expect(cells('`auth0` 4.30.0')).toBe('not within 3 s, 1 of 1 |');
  expect(cells('`workos`')).toBe('4 ms; 4 at 99 %; not within 3 s, 1 of 2 |');
});
