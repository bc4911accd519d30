import 'server-only';
import pino, { type Logger } from 'pino';
import { config } from './config';

/**
 * The only fields a line may carry. None can hold a token, code, cookie or e-mail address, so nothing needs redacting.
 */
export interface LogFields {
  readonly route?: string;
  readonly operation?: string;
  readonly status?: number;
  readonly code?: string;
  readonly reason?: string;
  /** Milliseconds. */
  readonly duration?: number;
  /** A session's public id. */
  readonly session?: string;
  readonly count?: number;
  /** Logged by its name, code and place; its message could quote input. */
  readonly error?: unknown;
}

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
