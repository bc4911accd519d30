import 'server-only';
import pino, { type Logger } from 'pino';
import { config } from './config/config';
import type { LogFields } from './session/engine';

type Level = 'debug' | 'info' | 'warn' | 'error';

let logger: Logger | undefined;

/** Writes one structured line. @param event what happened, in snake_case */
export function log(level: Level, event: string, fields: LogFields = {}): void {
  logger ??= pino({ level: config().logLevel, base: null });
  const { route, operation, status, code, reason, duration, session, count, error } = fields;
  const line = { event, route, operation, status, code, reason, duration, session, count };
  logger[level](error === undefined ? line : { ...line, error: describeCause(error) });
}

function describeCause(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at '));
  const cause = error.cause === undefined ? undefined : describeCause(error.cause);
  return { name: error.name, code, at: frames?.slice(0, 3).map((frame) => frame.trim()), cause };
}
