import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '../apps';
import type { startLoad } from '../load';
import { residentMiB } from '../process-usage';
import { type Mean, meanOf } from '../ratios';
import { measureRound, median, type Round } from '../rounds';

export const KINDS = ['handler', 'page'] as const;
export type Kind = (typeof KINDS)[number];
const CONNECTIONS = [1, 16, 64] as const;

/** A new process spends its first thousands of requests compiling. By number, since a busy machine gets through few in a time. */
const WARM_UP_TURN_MS = 1500;

/** One row of the table: a process, and the cookie by which it knows its visitor. */
export interface Running {
  readonly name: string;
  readonly app: App;
  readonly cookie: string;
}

export interface Options {
  readonly load: ReturnType<typeof startLoad>;
  readonly running: readonly Running[];
  readonly rounds: number;
  readonly durationMs: number;
  /** That each process has answered before anything counts, of either kind. */
  readonly warmUp: number;
}

export interface RequestsCell {
  /** Requests per second beside the bare app's, at 1, 16 and 64 connections: medians of the rounds' own ratios. */
  readonly byRequests: Readonly<Record<string, number>>;
  /** How many requests it answers in the processor time of one of the bare app's: over all connections and rounds. */
  readonly byCpu: Mean;
  /** Microseconds of processor time per request. */
  readonly cpuMicroseconds: number;
  readonly failed: number;
}

export type RequestsRow = Readonly<Record<Kind, RequestsCell>>;

export const pathOf = (kind: Kind) =>
  kind === 'handler' ? '/api/bench/handler/verified' : '/bench/page/verified';
/** The product's bench has the bare answer elsewhere than what is verified; here one route is both. */
export const BARE = 'bare';

/** Every process in every round, in an order that changes from round to round; the bare app's beside them. */
export async function measureRequests(options: Options): Promise<Record<string, RequestsRow>> {
  const rounds: Record<Kind, { connections: number; round: Record<string, Round> }[]> = {
    handler: [],
    page: [],
  };
  for (const kind of KINDS) await warmUp(options, kind);
  for (const connections of CONNECTIONS) {
    for (const kind of KINDS) {
      await measure(options, kind, connections, 0);
      for (let number = 0; number < options.rounds; number += 1) {
        rounds[kind].push({ connections, round: await measure(options, kind, connections, number) });
      }
      console.log(`  ${kind}, ${connections} connections`);
    }
  }
  const cell = (name: string, kind: Kind): RequestsCell => {
    const pairs = rounds[kind].map(({ connections, round }) => ({
      connections,
      own: round[name] ?? never(name),
      bare: round[BARE] ?? never(BARE),
    }));
    const at = (wanted: number) =>
      median(
        pairs
          .filter(({ connections }) => connections === wanted)
          .map(({ own, bare }) => own.perSecond / bare.perSecond),
      );
    return {
      byRequests: Object.fromEntries(CONNECTIONS.map((connections) => [`${connections}`, at(connections)])),
      byCpu: meanOf(pairs.map(({ own, bare }) => bare.cpuMicroseconds / own.cpuMicroseconds)),
      cpuMicroseconds: Math.round(median(pairs.map(({ own }) => own.cpuMicroseconds))),
      failed: pairs.reduce((sum, { own }) => sum + own.failed, 0),
    };
  };
  return Object.fromEntries(
    options.running.map(({ name }) => [name, { handler: cell(name, 'handler'), page: cell(name, 'page') }]),
  );
}

function never(name: string): never {
  throw new Error(`${name} was not measured`);
}

async function warmUp(options: Options, kind: Kind): Promise<void> {
  for (let turn = 0, fewest = 0; fewest < options.warmUp; turn += 1) {
    const round = await measure({ ...options, durationMs: WARM_UP_TURN_MS }, kind, 16, turn);
    fewest += Math.min(...Object.values(round).map(({ requests }) => requests));
  }
}

function measure({ load, running, durationMs }: Options, kind: Kind, connections: number, round: number) {
  const targets = running.map(({ name, app: { port, pid }, cookie }) => ({
    name,
    port,
    pid,
    path: pathOf(kind),
    cookie,
  }));
  return measureRound(targets, { load, connections, durationMs, round });
}

/** MiB that a process holds after so many requests, handlers and pages in turn. */
export async function residentAfter(
  { app, cookie }: Running,
  { load, requests }: { load: Options['load']; requests: number },
): Promise<number> {
  for (let done = 0, turn = 0; done < requests; turn += 1) {
    const path = pathOf(KINDS[turn % 2] ?? 'page');
    done += (await load.run({ port: app.port, path, cookie, connections: 16, durationMs: 500 })).requests;
  }
  await pause(1000);
  return residentMiB(app.pid);
}
