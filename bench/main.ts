import { parseArgs } from 'node:util';
import { startApps } from './apps';
import { measureRecord, measureTicket } from './checks';
import { writeTables } from './documents';
import { measureCommands, measureMemory, measurePeople, prepareCookie } from './engine';
import { measureHosting } from './hosting';
import { startLoad } from './load';
import { measureLoaded } from './loaded';
import { measureLocalAws } from './local-aws';
import { measureOperations } from './operations';
import { generationsOf, refuse } from './options';
import { runOf, saveResults } from './results';
import { measureScripts } from './script-bytes';
import { measureResident, measureStartup } from './startup';
import { startBenchRedis } from './subject';
import { measureThroughput } from './throughput';

/** What is not compiled by then counts against whoever has more code; more of them would leave time for fewer generations. */
const MOST_WARM_UP = 2000;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    generations: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    sessions: { type: 'string', default: '100000' },
    starts: { type: 'string', default: '9' },
    requests: { type: 'string', default: '50000' },
    'old-space': { type: 'string', default: '512' },
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
  hosting: async () => saveResults({ hosting: { ...runOf(values), ...(await measureHosting()) } }),
};
const chosen = values.only?.split(',') ?? Object.keys(PARTS);
const generations = generationsOf(values.generations);
refuse('--only', chosen, PARTS);

const redis = await startBenchRedis();
const load = startLoad();
try {
  for (const [name, measure] of Object.entries(PARTS)) {
    if (!chosen.includes(name)) continue;
    console.log(`measuring: ${name} …`);
    await measure();
    writeTables();
  }
} finally {
  load.stop();
  await redis.stop();
}

async function measureRequests(): Promise<void> {
  const throughput = await measureThroughput({
    load,
    redisUrl: redis.redis.url,
    cookie: await prepareCookie(redis),
    generations,
    rounds: Number(values.rounds),
    durationMs: Number(values['round-ms']),
    warmUp: Math.min(MOST_WARM_UP, Number(values.requests)),
  });
  const { rows, ratios, overall } = throughput;
  for (const table of [rows, ratios, overall]) console.table(table.map(rounded));
  const { apps, stop } = await startApps(redis.redis.url);
  try {
    const commands = {
      cached: await measureCommands(redis, apps.verified.port),
      uncached: await measureCommands(redis, apps.uncached.port),
    };
    console.table(commands);
    saveResults({ requests: { ...runOf(values), ...throughput, commands } });
  } finally {
    await stop();
  }
}

async function measureStarts(): Promise<void> {
  const options = {
    load,
    redisUrl: redis.redis.url,
    cookie: await prepareCookie(redis),
    starts: Number(values.starts),
    requests: Number(values.requests),
    oldSpaceMiB: Number(values['old-space']),
  };
  const starts = await measureStartup(options);
  console.table(starts.map(rounded));
  const resident = await measureResident(options);
  console.table(resident.map(rounded));
  saveResults({ startup: { ...runOf(values), starts, resident } });
}

async function measureWhatIsLoaded(): Promise<void> {
  const loaded = await measureLoaded(redis.redis.url);
  console.table(loaded.map(rounded));
  saveResults({ loaded: { ...runOf(values), loaded } });
}

async function measureFirstPaint(): Promise<void> {
  const scripts = await measureScripts(redis.redis.url, await prepareCookie(redis));
  console.table(scripts.map(rounded));
  saveResults({ scripts: { ...runOf(values), scripts } });
}

async function measureUse(): Promise<void> {
  const operations = await measureOperations(redis.redis.url);
  console.table(operations.map(rounded));
  saveResults({ operations: { ...runOf(values), operations } });
}

async function measureEngine(): Promise<void> {
  const ticketMicroseconds = measureTicket();
  const record = measureRecord();
  const people = await measurePeople(redis);
  const memory = await measureMemory(redis, Number(values.sessions));
  console.table([rounded({ ...ticketMicroseconds, ...record })]);
  console.table(people.map(rounded));
  console.table([rounded(memory)]);
  saveResults({ engine: { ...runOf(values), ticketMicroseconds, record, people, memory } });
}

function rounded(row: object): object {
  const short = (value: unknown): unknown => {
    if (typeof value === 'number') return Math.round(value * 1000) / 1000;
    return typeof value === 'object' && value !== null ? Object.values(value).map(short).join(' ') : value;
  };
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, short(value)]));
}
