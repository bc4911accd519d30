import 'server-only';
import { Console } from 'node:console';
import { config } from './config/config';
import type { LogFields } from './session/engine';

/** What `LOG_LEVEL` names: lines below it are not written. */
const SEVERITY = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 } as const;

type Level = Exclude<keyof typeof SEVERITY, 'silent'>;

/**
 * Writes to a pipe or a file before it returns, so no line is lost when a process is frozen or ends, and bears a reader
 * that has gone away. Not the global console, whose lines Next.js repeats to the browser in development.
 */
const output = new Console({ stdout: process.stdout });

/** Writes one line of JSON to standard output (docs/decisions/0030). @param event what happened, in snake_case */
export function log(level: Level, event: string, fields: LogFields = {}): void {
  if (SEVERITY[level] < SEVERITY[config().logLevel]) return;
  const { route, operation, status, code, reason, duration, session, count, error } = fields;
  const line = { level, time: new Date().toISOString(), event };
  const known = { route, operation, status, code, reason, duration, session, count };
  output.log(
    JSON.stringify({ ...line, ...known, error: error === undefined ? undefined : describeCause(error) }),
  );
}

function describeCause(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at '));
  const cause = error.cause === undefined ? undefined : describeCause(error.cause);
  return { name: error.name, code, at: frames?.slice(0, 3).map((frame) => frame.trim()), cause };
}
