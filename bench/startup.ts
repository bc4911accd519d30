import { type App, type AppOptions, startApp } from './apps';
import { type Mean, meanOf, median } from './certainty';
import { KINDS, type Kind } from './generations';
import type { LoadProcess } from './load';
import { residentMiB } from './process-usage';
import { report, reporting } from './report';
import { pathOf } from './throughput';
import { buildBareTree, buildBenchTree } from './tree';

const APPS = ['bare', 'ours'] as const;
type AppName = (typeof APPS)[number];
const CHUNK_MS = 1000;

interface Options {
  readonly load: LoadProcess;
  readonly redisUrl: string;
  readonly cookie: string;
  readonly starts: number;
  /** After which memory is looked at for the last time. */
  readonly requests: number;
  /** What V8 may let the heap grow to, in MiB, where it is not to decide by the machine. */
  readonly oldSpaceMiB: number;
}

export interface StartRow {
  readonly kind: Kind;
  readonly bareMs: number;
  readonly oursMs: number;
  readonly ratio: Mean;
  /** By the processor time used up to the first answer. */
  readonly ratioByCpu: Mean;
  readonly bareMiB: number;
  readonly oursMiB: number;
}

/** From the start of the process to the first answer, bare and verified in turns: medians, and ratios over the turns. */
export async function measureStartup(options: Options): Promise<StartRow[]> {
  const rows: StartRow[] = [];
  for (const kind of KINDS) {
    const rounds: Record<AppName, App>[] = [];
    for (let round = 0; round < options.starts; round += 1) {
      const order = round % 2 === 0 ? APPS : APPS.toReversed();
      const started: Partial<Record<AppName, App>> = {};
      for (const name of order) {
        const app = await startApp(await answering(name, kind, options));
        await app.stop();
        started[name] = app;
      }
      rounds.push(started as Record<AppName, App>);
    }
    const of = (pick: (round: (typeof rounds)[number]) => number) => median(rounds.map(pick));
    const ratio = (field: 'answeredMs' | 'cpuMs') =>
      meanOf(rounds.map(({ bare, ours }) => ours[field] / bare[field]));
    rows.push({
      kind,
      bareMs: of(({ bare }) => bare.answeredMs),
      oursMs: of(({ ours }) => ours.answeredMs),
      ratio: ratio('answeredMs'),
      ratioByCpu: ratio('cpuMs'),
      bareMiB: of(({ bare }) => bare.residentMiB),
      oursMiB: of(({ ours }) => ours.residentMiB),
    });
  }
  return rows;
}

/** What a process holds after so many requests, handlers and pages in turns. */
export interface ResidentRow {
  readonly app: AppName;
  /** Null where V8 decides by the machine. */
  readonly oldSpaceMiB: number | null;
  readonly requests: number;
  readonly residentMiB: number;
  /** Of its heap, once that has been collected. */
  readonly keptMiB: number;
  /** What the process holds after that. */
  readonly collectedMiB: number;
}

/** What each app holds at first, half-way and in the end, by V8's own limit and by a tight one: growth that goes on is a leak. */
export async function measureResident(options: Options): Promise<ResidentRow[]> {
  const rows: ResidentRow[] = [];
  for (const limit of [{}, { oldSpaceMiB: options.oldSpaceMiB }])
    for (const name of APPS) rows.push(...(await residentOf(name, limit, options)));
  return rows;
}

async function residentOf(name: AppName, limit: Pick<AppOptions, 'oldSpaceMiB'>, options: Options) {
  const rows: ResidentRow[] = [];
  const { root, ...how } = await answering(name, 'handler', options);
  const app = await startApp({ root, ...how, ...reporting(root), ...limit });
  try {
    let requests = 0;
    for (const share of [0, 0.5, 1]) {
      while (requests < options.requests * share) requests += await askBoth(name, app.port, options);
      const resident = residentMiB(app.pid);
      const { keptMiB } = await report(app, root);
      rows.push({
        app: name,
        oldSpaceMiB: limit.oldSpaceMiB ?? null,
        requests,
        residentMiB: resident,
        keptMiB,
        collectedMiB: residentMiB(app.pid),
      });
    }
  } finally {
    await app.stop();
  }
  return rows;
}

/** Handlers and pages for a second each. @returns how many were answered */
async function askBoth(name: AppName, port: number, { load, cookie }: Options): Promise<number> {
  let requests = 0;
  for (const kind of KINDS) {
    const path = pathOf(kind, name === 'bare' ? 'open' : 'verified');
    requests += (await load.run({ name, port, path, cookie, connections: 16, durationMs: CHUNK_MS }))
      .requests;
  }
  return requests;
}

async function answering(name: AppName, kind: Kind, options: Options): Promise<AppOptions> {
  const { redisUrl, cookie } = options;
  return name === 'bare'
    ? { root: await buildBareTree(), redisUrl, path: pathOf(kind, 'open') }
    : { root: await buildBenchTree(), redisUrl, path: pathOf(kind, 'verified'), cookie };
}
