import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '../apps';
import type { Mean } from '../certainty';
import {
  CONNECTIONS,
  compare,
  KINDS,
  type Kind,
  measureGenerations,
  mediansOf,
  type Plan,
} from '../generations';
import type { LoadProcess } from '../load';
import { residentMiB } from '../process-usage';
import type { Target } from '../rounds';

/** One row of the table: a process, and the cookie by which it knows its visitor, as new as it has to be. */
export interface Running {
  readonly name: string;
  readonly app: Pick<App, 'port' | 'pid' | 'stop'>;
  cookie(): Promise<string>;
}

export interface Options extends Omit<Plan<string>, 'start'> {
  /** Starts all of them, `BARE` and `BARE_AGAIN` among them. */
  start(): Promise<Running[]>;
  readonly names: readonly string[];
}

export interface RequestsCell {
  /** Requests per second beside the bare app's, at 1, 16 and 64 connections. */
  readonly byRequests: Readonly<Record<string, number>>;
  /** How many requests it answers in the processor time of one of the bare app's: at all numbers of connections. */
  readonly byCpu: Mean;
  /** Microseconds of processor time per request. */
  readonly cpuMicroseconds: number;
}

export type RequestsRow = Readonly<Record<Kind, RequestsCell>>;

export const pathOf = (kind: Kind) =>
  kind === 'handler' ? '/api/bench/handler/verified' : '/bench/page/verified';
/** The product's bench has the bare answer elsewhere than what is verified; here one route is both. */
export const BARE = 'bare';
/** It runs twice, which shows how far figures can be trusted; all rows stand beside both together. */
export const BARE_AGAIN = `${BARE}, once more`;

/** Every row beside the bare app's two, which are among them. */
export async function measureRequests(options: Options): Promise<Record<string, RequestsRow>> {
  const generations = await measureGenerations({ ...options, start: () => startGeneration(options) });
  const cell = (name: string, kind: Kind): RequestsCell => {
    const beside = (connections?: number) =>
      compare(generations, [name, [BARE, BARE_AGAIN]], { kind, connections });
    return {
      byRequests: Object.fromEntries(CONNECTIONS.map((at) => [`${at}`, beside(at).byRequests.mean])),
      byCpu: beside().byCpu,
      cpuMicroseconds: mediansOf(generations, name, { kind }).cpuMicroseconds,
    };
  };
  return Object.fromEntries(
    options.names.map((name) => [name, { handler: cell(name, 'handler'), page: cell(name, 'page') }]),
  );
}

async function startGeneration({ start }: Options) {
  const running = await start();
  const targets = async (kind: Kind) => {
    const asked: Target<string>[] = [];
    // One after another: rows of one library share a session.
    for (const { name, app, cookie } of running)
      asked.push({ name, port: app.port, pid: app.pid, path: pathOf(kind), cookie: await cookie() });
    return asked;
  };
  return { targets, stop: () => Promise.all(running.map(({ app }) => app.stop())) };
}

/** MiB that a process holds after so many requests, handlers and pages in turn. */
export async function residentAfter(
  { name, app, cookie }: Running,
  { load, requests }: { load: LoadProcess; requests: number },
): Promise<number> {
  for (let done = 0, turn = 0; done < requests; turn += 1) {
    const path = pathOf(KINDS[turn % 2] ?? 'page');
    const target = { name, port: app.port, path, cookie: await cookie() };
    done += (await load.run({ ...target, connections: 16, durationMs: 500 })).requests;
  }
  await pause(1000);
  return residentMiB(app.pid);
}
