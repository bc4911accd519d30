import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { App, AppOptions } from './apps';

const LIMIT_MS = 10_000;

/** What a process says of itself. */
export interface Report {
  /** MiB of its heap that are in use once it has been collected: what it keeps, and not what it has yet to clear away. */
  readonly keptMiB: number;
  /** Every file that it has loaded so far. */
  readonly files: readonly string[];
}

/** What an app is started with to be able to say so. */
export function reporting(root: string): Pick<AppOptions, 'preload' | 'variables'> {
  const preload = fileURLToPath(new URL('./report.mjs', import.meta.url));
  return { preload, variables: { BENCH_REPORT: reportOf(root) } };
}

/** Asks a process that was started so. @param root its folder */
export async function report({ pid }: App, root: string): Promise<Report> {
  const file = reportOf(root);
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  const giveUpAt = performance.now() + LIMIT_MS;
  while (performance.now() < giveUpAt) {
    // Written in one go, but not in one moment.
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    if (text.endsWith('}')) return JSON.parse(text);
    await pause(20);
  }
  throw new Error('the app did not report');
}

const reportOf = (root: string) => join(root, '.latchkey/report.json');
