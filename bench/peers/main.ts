import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findFreePorts } from '../../scripts/ports';
import { startLoad } from '../load';
import { PARTS } from './measure';
import { PEERS, type PeerName } from './peers';
import { type Measured, tablesOf } from './table';
import { folder, install, versionOf } from './tree';
import { startWorld } from './world';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    part: { type: 'string' },
    rounds: { type: 'string', default: '6' },
    'round-ms': { type: 'string', default: '500' },
    starts: { type: 'string', default: '5' },
    requests: { type: 'string', default: '5000' },
    endings: { type: 'string', default: '500' },
  },
});

const isPeer = (name: string): name is PeerName => Object.hasOwn(PEERS, name);
const chosen = values.only?.split(',') ?? Object.keys(PEERS);
const parts = values.part?.split(',') ?? Object.keys(PARTS);
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
    const measured = await measure({
      peers,
      world,
      load,
      firstPort,
      rounds: Number(values.rounds),
      durationMs: Number(values['round-ms']),
      starts: Number(values.starts),
      requests: Number(values.requests),
      endings: Number(values.endings),
    });
    const found = Object.entries(measured).map(([part, rows]) => [part, { ...now(), rows }]);
    Object.assign(results, Object.fromEntries(found));
    save();
  }
} finally {
  load.stop();
  await world.stop();
}
console.log(`\n${tablesOf(results)}`);

function refuse(option: string, given: readonly string[], known: object): void {
  if (given.every((name) => Object.hasOwn(known, name))) return;
  console.error(`${option}: give some of ${Object.keys(known).join(', ')}.`);
  process.exit(1);
}

function now() {
  const machine = {
    processor: cpus()[0]?.model,
    cores: cpus().length,
    node: process.version,
    load: loadavg(),
  };
  return { measuredAt: new Date().toISOString(), machine, options: values };
}

/** Only what was measured of all is kept: rows of different runs cannot be compared. */
function save(): void {
  if (values.only !== undefined) return;
  const path = join(folder, 'results.json');
  const kept = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  const versions = Object.fromEntries(peers.map((peer) => [peer, versionOf(PEERS[peer].package)]));
  writeFileSync(path, `${JSON.stringify({ ...kept, versions, ...results }, null, 2)}\n`);
}
