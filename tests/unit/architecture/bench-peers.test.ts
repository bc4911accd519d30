import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Peer } from '@/bench/peers/peer';
import { PEERS } from '@/bench/peers/peers';
import { manifests, productManifest } from './manifests';
import { root } from './source-tree';

const folder = join(root, 'bench/peers');
const { dependencies } = manifests['bench/peers/package.json'] ?? productManifest;
const names = Object.keys(PEERS);
const peers: readonly (readonly [string, Peer])[] = Object.entries(PEERS);

test('every app has its row, and every row its app', () => {
  const apps = readdirSync(join(folder, 'apps')).filter((name) => name !== 'template');
  expect(apps.sort()).toEqual(names.filter((name) => name !== 'ours').sort());
});

test.each(peers.filter(([name]) => name !== 'ours'))(
  '%s has the middleware that it says',
  (name, { middleware, package: library }) => {
    const files = readdirSync(join(folder, 'apps', name));
    expect(files.filter((file) => /^(proxy|middleware)\./.test(file))).toEqual(
      middleware === null ? [] : [middleware],
    );
    if (library !== null) expect(Object.keys(dependencies)).toContain(library);
  },
);

test('what the product has too is of its versions', () => {
  const shared = Object.keys(dependencies).filter((name) =>
    Object.hasOwn(productManifest.dependencies, name),
  );
  expect(shared).toContain('next');
  for (const name of shared)
    expect([name, dependencies[name]]).toEqual([name, productManifest.dependencies[name]]);
});

test('the lock is of the manifest', () => {
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  expect(packages[''].dependencies).toEqual(dependencies);
});

const mean = z.strictObject({ mean: z.number(), from: z.number(), to: z.number() });
const cell = z.strictObject({
  byRequests: z.strictObject({ 1: z.number(), 16: z.number(), 64: z.number() }),
  byCpu: mean,
  cpuMicroseconds: z.number(),
});
const both = z.strictObject({ handler: z.number(), page: z.number() });
const part = <T extends z.ZodType>(row: T) =>
  z.looseObject({ measuredAt: z.iso.datetime(), rows: z.record(z.string(), row) }).optional();
/** A part is missing until it has been measured of all. */
const results = z.strictObject({
  versions: z.record(z.string(), z.string().nullable()),
  requests: part(z.strictObject({ handler: cell, page: cell })),
  sizes: part(
    z.strictObject({
      cookieBytes: z.number(),
      cookieBytesWithTokens: z.number(),
      scriptsKb: z.number(),
      residentMiB: z.number(),
    }),
  ),
  starts: part(z.strictObject({ ms: both, timesBareByCpu: both, residentMiB: both })),
  storm: part(
    z
      .strictObject({
        tabs: z.number(),
        processes: z.number(),
        issuerCalls: z.number(),
        answered: z.number(),
      })
      .nullable(),
  ),
  revocation: part(
    z
      .strictObject({
        rounds: z.number(),
        stillAnswered: z.number(),
        stillAnsweredElsewhere: z.number(),
        waited: z.number(),
        refused: z.number(),
        elsewhereMs: z.strictObject({ median: z.number(), p99: z.number() }).nullable(),
      })
      .nullable(),
  ),
});

const path = join(folder, 'results.json');

const runs = existsSync(path) ? [results.parse(JSON.parse(readFileSync(path, 'utf8')))] : [];

describe.each(runs)('the last run', (kept) => {
  const { versions, ...parts } = kept;
  const measured = Object.entries(parts).flatMap(([part, run]) =>
    run === undefined ? [] : [{ part, rows: Object.keys(run.rows) }],
  );

  test.each(measured)('has every peer: $part', ({ rows }) => {
    expect(rows.filter((row) => !row.includes(',')).sort()).toEqual([...names].sort());
  });

  test('is of the versions that the manifest pins', () => {
    for (const [name, { package: library }] of peers)
      expect(versions[name]).toBe(library === null ? null : dependencies[library]?.replace(/^npm:.*@/, ''));
  });

  test('is in the table of docs/performance.md, which has no other rows', () => {
    const text = readFileSync(join(root, 'docs/performance.md'), 'utf8');
    const [, section = ''] = text.split(/^## Beside other libraries$/m);
    const rows = [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, name = '']) => name.replace(/,.*/, ''));
    expect([...new Set(rows)].sort()).toEqual([...names].sort());
  });
});
