import type { Result, Verdict } from './attack';

const MARKS: Readonly<Record<Verdict, string>> = {
  withstood: 'ok  ',
  'got through': 'FAIL',
  'could not tell': '??  ',
  'not run': '-   ',
};

/** How often each verdict was given. */
export function tally(results: readonly Result[]): Readonly<Record<Verdict, number>> {
  const count = (verdict: Verdict) => results.filter((result) => result.verdict === verdict).length;
  return {
    withstood: count('withstood'),
    'got through': count('got through'),
    'could not tell': count('could not tell'),
    'not run': count('not run'),
  };
}

/** One line for people: verdict, requirement, name, and what was seen where that is news. */
export function line({ verdict, asvs, name, expected, seen }: Result): string {
  const start = `${MARKS[verdict]} ${asvs.padEnd(8)} ${name}`;
  if (verdict === 'withstood') return `${start}: ${expected}`;
  if (verdict === 'not run') return `${start}: ${seen}`;
  return `${start}\n       expected: ${expected}\n       seen:     ${seen}`;
}

/** The counts, as the last line. */
export function summary(results: readonly Result[]): string {
  return Object.entries(tally(results))
    .map(([verdict, count]) => `${count} ${verdict}`)
    .join(', ');
}

/** 0: everything that was tried was withstood. 1: something got through. 2: something could not be found out. */
export function exitCode(results: readonly Result[]): 0 | 1 | 2 {
  const counts = tally(results);
  if (counts['got through'] > 0) return 1;
  return counts['could not tell'] > 0 || counts.withstood === 0 ? 2 : 0;
}

/** The report for machines. */
export function jsonReport(origin: string, results: readonly Result[]): string {
  return `${JSON.stringify({ target: origin, totals: tally(results), results }, null, 2)}\n`;
}
