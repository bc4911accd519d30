/** A point in time by both of a process's clocks. */
export interface Moment {
  /** Milliseconds by `performance.now()`: no one sets it, but it may stand still while the process is frozen. */
  readonly monotonic: number;
  /** Epoch milliseconds by `Date.now()`: it goes on while the process is frozen, but somebody may set it. */
  readonly wall: number;
}

/** Clocks that differ by more than this have not both been running, in milliseconds. */
const TOLERANCE_MS = 1000;

export function moment(): Moment {
  return { monotonic: performance.now(), wall: Date.now() };
}

/**
 * Milliseconds since then: the larger of what the two clocks say. Of a process that sleeps between requests nothing
 * promises that either one is right (AWS Lambda developer guide, "Lambda execution environment", freezes it).
 */
export function ageOf({ monotonic, wall }: Moment): number {
  return Math.max(performance.now() - monotonic, Date.now() - wall);
}

/** Whether the two clocks agree on how long ago that was. */
export function isUndisputed({ monotonic, wall }: Moment): boolean {
  return Math.abs(performance.now() - monotonic - (Date.now() - wall)) < TOLERANCE_MS;
}
