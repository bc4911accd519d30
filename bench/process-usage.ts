import { readFileSync } from 'node:fs';

/** Linux counts a process's time in these many ticks per second (`getconf CLK_TCK`). */
const TICKS_PER_SECOND = 100;

/** Milliseconds of processor time that a process has used; NaN where there is no `/proc`. */
export function processorMs(pid: number): number {
  try {
    // The name, in parentheses, may hold spaces; utime and stime are the 12th and 13th field after it (proc(5)).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ') ?? [];
    return ((Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND) * 1000;
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
