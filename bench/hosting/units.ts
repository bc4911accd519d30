import type { Hosting } from '../../local-hosting/hosting';
import type { Reading } from '../../local-hosting/meter';
import { median } from '../certainty';

/** What one thing that a person does costs, by the meter. */
export interface Unit {
  readonly requests: number;
  readonly billedSeconds: number;
  /** US dollars. */
  readonly cost: number;
}

/** Medians of what the meter says of `work`, done `times` times after once for nothing. */
export async function unitOf(hosting: Hosting, times: number, work: () => Promise<unknown>): Promise<Unit> {
  await work();
  const units: Unit[] = [];
  while (units.length < times) {
    const before = hosting.meter();
    await work();
    units.push(since(before, hosting.meter()));
  }
  return medianOf(units);
}

export function medianOf(units: readonly Unit[]): Unit {
  return {
    requests: median(units.map(({ requests }) => requests)),
    billedSeconds: median(units.map(({ billedSeconds }) => billedSeconds)),
    cost: median(units.map(({ cost }) => cost)),
  };
}

/** What an hour of something costs that goes on for `ms` while `work` is done again and again. */
export async function hourOf(hosting: Hosting, ms: number, work: () => Promise<unknown>): Promise<Unit> {
  const before = hosting.meter();
  const began = performance.now();
  while (performance.now() - began < ms) await work();
  const { requests, billedSeconds, cost } = since(before, hosting.meter());
  const times = 3_600_000 / (performance.now() - began);
  return { requests: requests * times, billedSeconds: billedSeconds * times, cost: cost * times };
}

function since(before: Reading, after: Reading): Unit {
  return {
    requests: after.requests - before.requests,
    billedSeconds: after.billedSeconds - before.billedSeconds,
    cost: after.cost - before.cost,
  };
}
