import type { Mean } from './certainty';
import type { Run } from './results';

export const two = (value: number) => value.toFixed(2);
export const span = ({ mean, from, to }: Mean) => `${two(mean)} (${two(from)} to ${two(to)})`;

/** A table in Markdown. @param rows as many cells each as `head` */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** When, where and beside how much else something was measured. */
export function circumstances({ measuredAt, machine: { cores, node, load } }: Run): string {
  return `${measuredAt.slice(0, 10)}, ${cores} cores, Node ${node.replace('v', '')}, a load of ${load?.toFixed(1)}`;
}
