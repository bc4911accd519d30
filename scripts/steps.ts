import { performance } from 'node:perf_hooks';

/**
 * Runs one step of a command and prints a line: what, with which result, in how long.
 *
 * @param name a short noun, such as `local AWS`
 * @param run does the work and resolves with a detail worth showing
 */
export async function step(name: string, run: () => Promise<string> | string): Promise<void> {
  const started = performance.now();
  const detail = await run();
  console.log(`  ${name.padEnd(10)} ${detail.padEnd(58)} ${duration(performance.now() - started)}`);
}

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
