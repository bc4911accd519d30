import type { App } from '../apps';
import { median } from '../certainty';
import { KINDS, type Kind } from '../generations';
import { BARE, pathOf } from './requests';

export interface StartsRow {
  /** From the start of the process to its first answer, in milliseconds and beside the bare app's processor time. */
  readonly ms: Readonly<Record<Kind, number>>;
  readonly timesBareByCpu: Readonly<Record<Kind, number>>;
  /** What it holds by then. */
  readonly residentMiB: Readonly<Record<Kind, number>>;
}

/** A way to start an app and wait until it has answered a path. */
export interface Starter {
  readonly name: string;
  start(path: string): Promise<App>;
}

/** All in turn, so that whatever else the machine does hits all alike; medians. */
export async function measureStarts(
  starters: readonly Starter[],
  starts: number,
): Promise<Record<string, StartsRow>> {
  const rounds: Record<Kind, Record<string, App>[]> = { handler: [], page: [] };
  for (const kind of KINDS) {
    for (let round = 0; round < starts; round += 1) {
      const started: Record<string, App> = {};
      for (const { name, start } of round % 2 === 0 ? starters : starters.toReversed()) {
        const app = await start(pathOf(kind)).catch((error: unknown) => {
          throw new Error(`${name} did not start`, { cause: error });
        });
        await app.stop();
        started[name] = app;
      }
      rounds[kind].push(started);
    }
  }
  const both = (name: string, value: (own: App, bare: App) => number) => {
    const of = (kind: Kind) =>
      median(
        rounds[kind].flatMap(({ [name]: own, [BARE]: bare }) =>
          own === undefined || bare === undefined ? [] : [value(own, bare)],
        ),
      );
    return { handler: of('handler'), page: of('page') };
  };
  return Object.fromEntries(
    starters.map(({ name }) => [
      name,
      {
        ms: both(name, ({ answeredMs }) => answeredMs),
        timesBareByCpu: both(name, (own, bare) => own.cpuMs / bare.cpuMs),
        residentMiB: both(name, ({ residentMiB }) => residentMiB),
      },
    ]),
  );
}
