import { type App, type AppOptions, startApp } from './apps';
import type { startLoad } from './load';
import { residentMiB } from './process-usage';
import { median } from './rounds';
import { type Kind, pathOf } from './throughput';
import { buildBareTree, buildBenchTree } from './tree';

const APPS = ['bare', 'ours'] as const;
const KINDS = ['handler', 'page'] as const;
const CHUNK_MS = 1000;

interface Options {
  readonly load: ReturnType<typeof startLoad>;
  readonly redisUrl: string;
  readonly cookie: string;
  readonly starts: number;
  /** After which memory is looked at once more, handlers and pages in turn. */
  readonly requests: number;
}

export interface StartRow {
  readonly kind: Kind;
  readonly bareMs: number;
  readonly oursMs: number;
  readonly ratio: number;
  /** By the processor time used up to the first answer. */
  readonly ratioByCpu: number;
  readonly bareMiB: number;
  readonly oursMiB: number;
}

/** From the start of the process to the first answer, bare and verified in turns; medians. */
export async function measureStartup(options: Options): Promise<StartRow[]> {
  const rows: StartRow[] = [];
  for (const kind of KINDS) {
    const rounds: Record<(typeof APPS)[number], App>[] = [];
    for (let round = 0; round < options.starts; round += 1) {
      const order = round % 2 === 0 ? APPS : APPS.toReversed();
      const started: Partial<Record<(typeof APPS)[number], App>> = {};
      for (const name of order) {
        const app = await startApp(await answering(name, kind, options));
        await app.stop();
        started[name] = app;
      }
      rounds.push(started as Record<(typeof APPS)[number], App>);
    }
    const of = (pick: (round: (typeof rounds)[number]) => number) => median(rounds.map(pick));
    rows.push({
      kind,
      bareMs: of(({ bare }) => bare.answeredMs),
      oursMs: of(({ ours }) => ours.answeredMs),
      ratio: of(({ bare, ours }) => ours.answeredMs / bare.answeredMs),
      ratioByCpu: of(({ bare, ours }) => ours.cpuMs / bare.cpuMs),
      bareMiB: of(({ bare }) => bare.residentMiB),
      oursMiB: of(({ ours }) => ours.residentMiB),
    });
  }
  return rows;
}

/** MiB that each app holds after many requests. */
export async function measureResident(
  options: Options,
): Promise<{ requests: number; bareMiB: number; oursMiB: number }> {
  const held = async (name: (typeof APPS)[number]) => {
    const app = await startApp(await answering(name, 'handler', options));
    for (let done = 0, turn = 0; done < options.requests; turn += 1) {
      const path = pathOf(KINDS[turn % 2] ?? 'page', name === 'bare' ? 'open' : 'verified');
      const load = { port: app.port, path, cookie: options.cookie, connections: 16, durationMs: CHUNK_MS };
      done += (await options.load.run(load)).requests;
    }
    const mib = residentMiB(app.pid);
    await app.stop();
    return mib;
  };
  return { requests: options.requests, bareMiB: await held('bare'), oursMiB: await held('ours') };
}

async function answering(name: (typeof APPS)[number], kind: Kind, options: Options): Promise<AppOptions> {
  const { redisUrl, cookie } = options;
  return name === 'bare'
    ? { root: await buildBareTree(), redisUrl, path: pathOf(kind, 'open') }
    : { root: await buildBenchTree(), redisUrl, path: pathOf(kind, 'verified'), cookie };
}
