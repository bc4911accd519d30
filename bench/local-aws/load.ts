import { performance } from 'node:perf_hooks';

/**
 * Keeps `workers` requests under way for a while.
 *
 * @param durationMs milliseconds; requests under way at the end are waited for and counted
 * @returns completed calls of `work` per second
 */
export async function throughput(
  workers: number,
  durationMs: number,
  work: (index: number) => Promise<void>,
): Promise<number> {
  let done = 0;
  let next = 0;
  const started = performance.now();
  const worker = async () => {
    while (performance.now() - started < durationMs) {
      await work(next++);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return (done * 1000) / (performance.now() - started);
}

/** The middle value; of an even number of values, the lower of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}
