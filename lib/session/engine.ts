import type { LogFields } from '../log';
import type { Store } from '../store/port';
import { appendActivity, type SecurityEvent } from './activity';
import type { SessionKeys } from './keys';
import type { SessionPolicy } from './policy';
import type { IdentityProvider } from './types';

export type Log = (level: 'debug' | 'info' | 'warn' | 'error', event: string, fields?: LogFields) => void;

/** What the parts of the engine share. */
export interface Engine {
  readonly store: Store;
  readonly keys: SessionKeys;
  readonly issuer: string;
  readonly identityProvider: IdentityProvider;
  readonly policy: SessionPolicy;
  readonly log: Log;
}

/** Writes to the person's security log. That the log cannot be written is no reason to fail what it is about. */
export async function record(engine: Engine, tag: string, ...events: SecurityEvent[]): Promise<void> {
  for (const { type, session, reason } of events) engine.log('info', type, { session, reason });
  try {
    await appendActivity(engine.store, tag, events);
  } catch (error) {
    engine.log('warn', 'security_log_not_written', { count: events.length, error });
  }
}
