import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measureRecord, measureTicket } from './checks';
import { measureCommands, measureMemory, measurePeople, prepareCookie } from './engine';
import { measureHosting } from './hosting';
import { startLoad } from './load';
import { measureLocalAws } from './local-aws';
import { saveResults } from './results';
import { startApps, startBenchRedis } from './subject';
import { measureThroughput } from './throughput';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    sessions: { type: 'string', default: '100000' },
    'round-ms': { type: 'string', default: '700' },
  },
});

const redis = await startBenchRedis();
const load = startLoad();
let apps: Awaited<ReturnType<typeof startApps>> | undefined;
try {
  console.log('building the production build with the bench routes …');
  apps = await startApps(redis.redis.url);
  const cookie = await prepareCookie(redis);
  console.log('measuring throughput …');
  const { rows, ratios, overall } = await measureThroughput({
    load,
    apps,
    cookie,
    rounds: Number(values.rounds),
    durationMs: Number(values['round-ms']),
  });
  console.table(rows.map(rounded));
  console.table(ratios.map(rounded));
  console.table(overall.map(rounded));
  const commands = {
    cached: await measureCommands(redis, apps.cached.port),
    uncached: await measureCommands(redis, apps.uncached.port),
  };
  console.table(commands);
  const ticketMicroseconds = measureTicket();
  const record = measureRecord();
  console.table([rounded(record)]);
  const people = await measurePeople(redis);
  console.table(people.map(rounded));
  console.log('measuring memory …');
  const memory = await measureMemory(redis, Number(values.sessions));
  console.table([rounded({ ...ticketMicroseconds, ...memory })]);
  const machine = { cores: cpus().length, cpu: cpus()[0]?.model, node: process.version };
  const results = {
    measuredAt: new Date().toISOString(),
    machine,
    options: values,
    rows,
    ratios,
    overall,
    commands,
    ticketMicroseconds,
    record,
    people,
    memory,
  };
  saveResults(results);
} finally {
  load.stop();
  await apps?.stop();
  await redis.stop();
}
saveResults({ localAws: await measureLocalAws() });
saveResults({ hosting: { measuredAt: new Date().toISOString(), ...(await measureHosting()) } });

function rounded(row: object): object {
  const short = (value: unknown) => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value);
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, short(value)]));
}
