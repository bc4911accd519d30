import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findFreePorts } from '../../scripts/ports';
import { writeTables } from '../documents';
import { startLoad } from '../load';
import { generationsOf, refuse } from '../options';
import { runOf } from '../results';
import type { Measured } from './columns';
import { PARTS } from './measure';
import { PEERS, type PeerName } from './peers';
import { tablesOf } from './table';
import { folder, install, versionOf } from './tree';
import { startWorld } from './world';

// The whole in less than three quarters of an hour; docs/performance.md says why so many of each.
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    part: { type: 'string' },
    generations: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    'round-ms': { type: 'string', default: '200' },
    starts: { type: 'string', default: '5' },
    requests: { type: 'string', default: '5000' },
    endings: { type: 'string', default: '500' },
  },
});

const isPeer = (name: string): name is PeerName => Object.hasOwn(PEERS, name);
const chosen = values.only?.split(',') ?? Object.keys(PEERS);
const parts = values.part?.split(',') ?? Object.keys(PARTS);
const generations = generationsOf(values.generations);
refuse('--only', chosen, PEERS);
refuse('--part', parts, PARTS);
// Everything is compared with the bare app of the same run.
const peers = [...new Set(['bare', ...chosen])].filter(isPeer);

install();
const count = 2 * peers.length + 4;
const firstPort = await findFreePorts(count);
const world = await startWorld({ first: firstPort, count });
const load = startLoad();
const results: Measured = {};
try {
  for (const [name, measure] of Object.entries(PARTS)) {
    if (!parts.includes(name)) continue;
    console.log(`measuring: ${name} …`);
    const startedAt = performance.now();
    const measured = await measure({
      peers,
      world,
      load,
      firstPort,
      generations,
      rounds: Number(values.rounds),
      durationMs: Number(values['round-ms']),
      starts: Number(values.starts),
      requests: Number(values.requests),
      endings: Number(values.endings),
    });
    const found = Object.entries(measured).map(([part, rows]) => [part, { ...runOf(values), rows }]);
    Object.assign(results, Object.fromEntries(found));
    save();
    console.log(`  took ${((performance.now() - startedAt) / 60_000).toFixed(1)} minutes`);
  }
} finally {
  load.stop();
  await world.stop();
}
console.log(`\n${tablesOf(results)}`);

/** Only what was measured of all is kept: rows of different runs cannot be compared. */
function save(): void {
  if (values.only !== undefined) return;
  const path = join(folder, 'results.json');
  const kept = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  const versions = Object.fromEntries(peers.map((peer) => [peer, versionOf(PEERS[peer].package)]));
  writeFileSync(path, `${JSON.stringify({ ...kept, versions, ...results }, null, 2)}\n`);
  writeTables();
}
