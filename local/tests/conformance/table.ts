import type { Row } from './row';

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** The table of conformance.md, in Markdown. The test of each row is named `<area> > <case>`. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ area, what, expected, source }) =>
      `| ${[what, expected, source, `${area} > ${what}`].map(cell).join(' | ')} |`,
  );
  return [
    '| Case | Expected | Source | Test in tests/conformance.test.ts |',
    '|---|---|---|---|',
    ...lines,
  ].join('\n');
}
