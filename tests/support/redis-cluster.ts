import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from 'redis';
import { findFreePorts } from './ports';
import { startRedis, type TestRedis } from './redis';
import { redisCommand, untilAnswer } from './redis-admin';
import { startAll } from './start-all';

const SLOTS = 16_384;
const PRIMARIES = 3;

export interface TestCluster {
  readonly url: string;
  /** Moves the slot of `key`, key by key, to another primary, pausing between its keys. */
  migrateSlotOf(key: string, pauseMs: number): Promise<void>;
  /** Ends, by force, the primary that holds `key`; its replica takes over. */
  killPrimaryOf(key: string): Promise<void>;
  /** Stops it from answering without closing its connections. */
  freezePrimaryOf(key: string): Promise<void>;
  stop(): Promise<void>;
}

/** A real cluster on loopback: three primaries, a replica each. */
export async function startCluster(): Promise<TestCluster> {
  const args = [
    ...['--cluster-enabled', 'yes', '--cluster-node-timeout', '1500', '--repl-diskless-sync-delay', '0'],
    ...['--cluster-replica-validity-factor', '0'],
  ];
  const count = PRIMARIES * 2;
  // Left to itself a node talks to the others on its port plus 10,000, where Linux also makes outgoing connections.
  const bus = await findFreePorts(count);
  const start = (index: number) => startRedis({ args: [...args, '--cluster-port', `${bus + index}`] });
  const nodes = await startAll(Array.from({ length: count }, (_, index) => start(index)));
  const [first] = nodes;
  if (!first) throw new Error('no node was started');
  await meet(nodes, { port: first.port, bus });
  return {
    url: `redis+cluster://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}`,
    migrateSlotOf: (key, pauseMs) => migrateSlot(nodes, key, pauseMs),
    killPrimaryOf: (key) => signalPrimary(nodes, key, 'SIGKILL'),
    freezePrimaryOf: (key) => signalPrimary(nodes, key, 'SIGSTOP'),
    stop: async () => {
      for (const node of nodes) thaw(node.pid);
      await Promise.all(nodes.map((node) => node.stop()));
    },
  };
}

async function signalPrimary(nodes: TestRedis[], key: string, signal: NodeJS.Signals): Promise<void> {
  const { port } = await primaryOf(nodes, key);
  const node = nodes.find((candidate) => candidate.port === port);
  if (node) process.kill(node.pid, signal);
}

/** A frozen process does not hear that it should stop. */
function thaw(pid: number): void {
  try {
    process.kill(pid, 'SIGCONT');
  } catch {
    // It was killed.
  }
}

async function meet(nodes: TestRedis[], first: { port: number; bus: number }): Promise<void> {
  const address = ['127.0.0.1', `${first.port}`, `${first.bus}`];
  const ids = await Promise.all(nodes.map(({ port }) => redisCommand(port, 'CLUSTER', 'MYID')));
  const share = Math.ceil(SLOTS / PRIMARIES);
  for (const [index, node] of nodes.entries()) {
    if (index > 0) await redisCommand(node.port, 'CLUSTER', 'MEET', ...address);
    if (index >= PRIMARIES) continue;
    const last = Math.min(SLOTS, (index + 1) * share) - 1;
    await redisCommand(node.port, 'CLUSTER', 'ADDSLOTSRANGE', `${index * share}`, `${last}`);
  }
  for (const [index, node] of nodes.entries()) {
    const known = new RegExp(`cluster_known_nodes:${nodes.length}\\b`);
    await untilAnswer(node.port, ['CLUSTER', 'INFO'], known);
    if (index < PRIMARIES) continue;
    await redisCommand(node.port, 'CLUSTER', 'REPLICATE', ids[index - PRIMARIES] ?? '');
    await untilAnswer(node.port, ['INFO', 'replication'], /master_link_status:up/);
  }
  for (const { port } of nodes) await untilAnswer(port, ['CLUSTER', 'INFO'], /cluster_state:ok/);
  for (const { port } of nodes) await untilAnswer(port, ['CLUSTER', 'NODES'], /(slave[\s\S]*){3}/);
}

interface Owner {
  readonly id: string;
  readonly port: number;
  readonly others: { readonly id: string; readonly port: number }[];
  readonly slot: string;
}

/** Who holds the slot of `key`, by the view of any node that is alive. */
async function primaryOf(nodes: TestRedis[], key: string): Promise<Owner> {
  const slot = await redisCommand(nodes[0]?.port ?? 0, 'CLUSTER', 'KEYSLOT', key);
  const lines = (await redisCommand(nodes[0]?.port ?? 0, 'CLUSTER', 'NODES')).trim().split('\n');
  const primaries = lines.filter((line) => /\bmaster\b/.test(line) && !/fail/.test(line)).map(parseNode);
  const owner = primaries.find(({ ranges }) =>
    ranges.some(([from, to]) => Number(slot) >= from && Number(slot) <= to),
  );
  if (!owner) throw new Error(`no primary holds slot ${slot}`);
  return { ...owner, slot, others: primaries.filter((node) => node !== owner) };
}

function parseNode(line: string) {
  const [id = '', address = '', , , , , , , ...slots] = line.split(' ');
  const ranges = slots.filter((slot) => /^\d/.test(slot)).map((slot) => slot.split('-').map(Number));
  return {
    id,
    port: Number(/:(\d+)@/.exec(address)?.[1]),
    ranges: ranges.map(([from = 0, to = from]) => [from, to] as const),
  };
}

/** As `redis-cli --cluster reshard` does it, but slowly (Redis documentation, CLUSTER SETSLOT). */
async function migrateSlot(nodes: TestRedis[], key: string, pauseMs: number): Promise<void> {
  const { id, port, slot, others } = await primaryOf(nodes, key);
  const [target] = others;
  if (!target) throw new Error('there is no other primary');
  await redisCommand(target.port, 'CLUSTER', 'SETSLOT', slot, 'IMPORTING', id);
  await redisCommand(port, 'CLUSTER', 'SETSLOT', slot, 'MIGRATING', target.id);
  const source = createClient({ url: `redis://127.0.0.1:${port}`, RESP: 2 });
  await source.connect();
  for (;;) {
    const keys = await source.sendCommand<string[]>(['CLUSTER', 'GETKEYSINSLOT', slot, '1']);
    if (keys.length === 0) break;
    await source.sendCommand(['MIGRATE', '127.0.0.1', `${target.port}`, '', '0', '5000', 'KEYS', ...keys]);
    await pause(pauseMs);
  }
  source.destroy();
  for (const node of [target, { port }, ...others.slice(1)]) {
    await redisCommand(node.port, 'CLUSTER', 'SETSLOT', slot, 'NODE', target.id);
  }
}
