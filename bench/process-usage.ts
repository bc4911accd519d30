import { readdirSync, readFileSync } from 'node:fs';

/**
 * Milliseconds of processor time that a process's threads have used, to the nanosecond: the first number of each one's
 * `schedstat` (Linux, Documentation/scheduler/sched-stats). Node keeps its threads. NaN where there is no `/proc`.
 */
export function processorMs(pid: number): number {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const used = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8'));
    return used.reduce((sum, line) => sum + Number(line.split(' ')[0]), 0) / 1e6;
  } catch {
    return Number.NaN;
  }
}

/** MiB of memory that a process holds now; NaN where there is no `/proc`. */
export function residentMiB(pid: number): number {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes) / 1024;
  } catch {
    return Number.NaN;
  }
}
