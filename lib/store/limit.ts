/** So many at once, and from then on as they come back, evenly: all of them in `windowMs` milliseconds. */
export interface Limit {
  readonly most: number;
  readonly windowMs: number;
}

/** For how long so much keeps a budget busy, in whole milliseconds. */
export function costMs(points: number, { most, windowMs }: Limit): number {
  return Math.ceil((points * windowMs) / most);
}
