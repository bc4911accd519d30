import type { LocalAws } from '../../server';
import type { Setting, World } from './world';

/** One thing that Cognito does, where that is known from, and the check that the local AWS does it too. */
export interface Row {
  readonly area: string;
  /** What is done; also the test's name. */
  readonly what: string;
  readonly expected: string;
  /** The tags of conformance.md, such as `G23` or `INF`. */
  readonly source: string;
  readonly setting: Setting;
  readonly run: (world: World, local: LocalAws) => Promise<void>;
}

type Check = Row['run'];

/** Declares the rows of one area, whose pools share a setting unless a row brings its own. */
export function area(name: string, setting: Setting = {}) {
  const rows: Row[] = [];
  const row = (what: string, expected: string, source: string, run: Check, own: Setting = {}) => {
    rows.push({ area: name, what, expected, source, setting: { ...setting, ...own }, run });
  };
  return { rows, row };
}
