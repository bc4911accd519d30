import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { startApps } from './apps';
import { measureRecord, measureTicket } from './checks';
import { measureCommands, measureMemory, measurePeople, prepareCookie } from './engine';
import { measureHosting } from './hosting';
import { startLoad } from './load';
import { measureLoaded } from './loaded';
import { measureLocalAws } from './local-aws';
import { measureOperations } from './operations';
import { saveResults } from './results';
import { measureScripts } from './script-bytes';
import { measureResident, measureStartup } from './startup';
import { startBenchRedis } from './subject';
import { measureThroughput } from './throughput';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '30' },
    sessions: { type: 'string', default: '100000' },
    starts: { type: 'string', default: '9' },
    requests: { type: 'string', default: '50000' },
    'round-ms': { type: 'string', default: '200' },
  },
});

/** What can be measured on its own by `--only`. */
const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  requests: measureRequests,
  startup: measureStarts,
  loaded: measureWhatIsLoaded,
  scripts: measureFirstPaint,
  operations: measureUse,
  engine: measureEngine,
  'local-aws': async () => saveResults({ localAws: await measureLocalAws() }),
  hosting: async () => saveResults({ hosting: { ...now(), ...(await measureHosting()) } }),
};
const { only } = values;
if (only !== undefined && !Object.hasOwn(PARTS, only)) {
  console.error(`--only: give one of ${Object.keys(PARTS).join(', ')}.`);
  process.exit(1);
}

const redis = await startBenchRedis();
const load = startLoad();
try {
  for (const [name, measure] of Object.entries(PARTS)) {
    if (only !== undefined && only !== name) continue;
    console.log(`measuring: ${name} …`);
    await measure();
  }
} finally {
  load.stop();
  await redis.stop();
}

async function measureRequests(): Promise<void> {
  const apps = await startApps(redis.redis.url);
  try {
    const throughput = await measureThroughput({
      load,
      apps,
      cookie: await prepareCookie(redis),
      rounds: Number(values.rounds),
      durationMs: Number(values['round-ms']),
    });
    const { rows, ratios, overall } = throughput;
    for (const table of [rows, ratios, overall]) console.table(table.map(rounded));
    const commands = {
      cached: await measureCommands(redis, apps.cached.port),
      uncached: await measureCommands(redis, apps.uncached.port),
    };
    console.table(commands);
    saveResults({ requests: { ...now(), options: values, ...throughput, commands } });
  } finally {
    await apps.stop();
  }
}

async function measureStarts(): Promise<void> {
  const options = {
    load,
    redisUrl: redis.redis.url,
    cookie: await prepareCookie(redis),
    starts: Number(values.starts),
    requests: Number(values.requests),
  };
  const starts = await measureStartup(options);
  console.table(starts.map(rounded));
  const resident = await measureResident(options);
  console.table(resident.map(rounded));
  saveResults({ startup: { ...now(), starts, resident } });
}

async function measureWhatIsLoaded(): Promise<void> {
  const loaded = await measureLoaded(redis.redis.url);
  console.table(loaded.map(rounded));
  saveResults({ loaded: { ...now(), loaded } });
}

async function measureFirstPaint(): Promise<void> {
  const scripts = await measureScripts(redis.redis.url, await prepareCookie(redis));
  console.table(scripts.map(rounded));
  saveResults({ scripts: { ...now(), scripts } });
}

async function measureUse(): Promise<void> {
  const operations = await measureOperations(redis.redis.url);
  console.table(operations.map(rounded));
  saveResults({ operations: { ...now(), operations } });
}

async function measureEngine(): Promise<void> {
  const ticketMicroseconds = measureTicket();
  const record = measureRecord();
  const people = await measurePeople(redis);
  const memory = await measureMemory(redis, Number(values.sessions));
  console.table([rounded({ ...ticketMicroseconds, ...record })]);
  console.table(people.map(rounded));
  console.table([rounded(memory)]);
  saveResults({ engine: { ...now(), ticketMicroseconds, record, people, memory } });
}

/** When and where; the load is of all that the machine does, the bench included. */
function now() {
  const machine = { cores: cpus().length, cpu: cpus()[0]?.model, node: process.version, load: loadavg()[1] };
  return { measuredAt: new Date().toISOString(), machine };
}

function rounded(row: object): object {
  const short = (value: unknown): unknown => {
    if (typeof value === 'number') return Math.round(value * 1000) / 1000;
    return typeof value === 'object' && value !== null ? Object.values(value).map(short).join(' ') : value;
  };
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, short(value)]));
}
