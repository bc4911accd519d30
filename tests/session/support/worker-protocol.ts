import type { CognitoClient } from '../../../lib/auth/cognito';
import type { SessionPolicy } from '../../../lib/session/policy';
import type { SessionService } from '../../../lib/session/types';
import type { StoreHooks } from '../../../lib/store/port';

export interface WorkerOptions {
  readonly redisUrl: string;
  readonly sessionKeys: string;
  readonly cognito: CognitoClient;
  readonly policy?: Partial<SessionPolicy>;
  readonly hooks?: Pick<StoreHooks, 'commandTimeoutMs' | 'maxStalenessMs'>;
  readonly clockSkewMs?: number;
  readonly dieAt?: 'before-call' | 'after-call' | 'after-write';
}

export interface Request {
  readonly id: number;
  readonly method: keyof SessionService;
  readonly args: readonly unknown[];
  readonly times: number;
}

/** What one call came to: its value, or the code of the error it rejected with. */
export interface Outcome<T> {
  readonly value?: T;
  readonly error?: string;
}

export interface Reply {
  readonly id: number;
  readonly outcomes: readonly Outcome<unknown>[];
}
