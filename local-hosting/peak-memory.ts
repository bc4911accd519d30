import { readFileSync } from 'node:fs';

/**
 * The most memory that a process has held so far, in bytes, by Linux's own count. 0 where there is no /proc: then
 * nothing is limited.
 *
 * Not `ulimit` or `prlimit`: they count address space, of which V8 reserves many gigabytes that it never touches.
 */
export function peakMemory(pid: number): number {
  try {
    const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}
