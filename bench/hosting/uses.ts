import type { Unit } from './units';

/** What the parts of a person's month cost. */
export interface Units {
  readonly coldStart: Unit;
  readonly signIn: Unit;
  readonly page: Unit;
  /** An hour of a tab in view that nobody touches. */
  readonly idleHour: Unit;
  /** An hour of a tab that someone is at work in, apart from the pages that this opens. */
  readonly busyHour: Unit;
}

/** What one person does in a month. */
interface Use {
  readonly use: string;
  readonly visits: number;
  readonly signIns: number;
  readonly pages: number;
  readonly idleHours: number;
  readonly busyHours: number;
}

export const USES: readonly Use[] = [
  { use: 'now and then', visits: 4, signIns: 1, pages: 20, idleHours: 1, busyHours: 0.5 },
  { use: 'every working day', visits: 44, signIns: 4, pages: 440, idleHours: 22, busyHours: 11 },
  { use: 'open all day', visits: 44, signIns: 4, pages: 1320, idleHours: 154, busyHours: 22 },
];

/** Assumed: how many visits find no environment that is awake or asleep. */
const COLD_SHARE = 0.1;
const PEOPLE = 1000;

/** US dollars per 1,000 people and month, by part. */
export function monthlyCost({ coldStart, signIn, page, idleHour, busyHour }: Units) {
  return USES.map(({ use, visits, signIns, pages, idleHours, busyHours }) => {
    const parts = {
      coldStarts: PEOPLE * visits * COLD_SHARE * coldStart.cost,
      signIns: PEOPLE * signIns * signIn.cost,
      pages: PEOPLE * pages * page.cost,
      tabs: PEOPLE * (idleHours * idleHour.cost + busyHours * busyHour.cost),
    };
    const total = Object.values(parts).reduce((sum, part) => sum + part, 0);
    return { use, ...parts, total };
  });
}
