import type { CognitoClient } from '../../../lib/auth/cognito';
import type { AppData } from '../../../lib/session/app-data';
import type { SessionPolicy } from '../../../lib/session/policy';
import type { SessionService } from '../../../lib/session/service';
import type { StoreHooks } from '../../../lib/store/config';

export interface WorkerOptions {
  readonly redisUrl: string;
  readonly sessionKeys: string;
  readonly cognito: CognitoClient;
  readonly policy?: Partial<SessionPolicy>;
  readonly hooks?: Pick<StoreHooks, 'commandTimeoutMs' | 'maxStalenessMs'>;
  readonly clockSkewMs?: number;
  readonly dieAt?: 'before-call' | 'after-call' | 'after-write';
}

/** What a worker can be asked to do: the engine's methods, and keeping a value with a session. */
export type Methods = Omit<
  SessionService,
  'appData' | 'presence' | 'credentialChanges' | 'boundSessions' | 'revocationRounds'
> & {
  readonly setAppData: AppData['set'];
};

export interface Request {
  readonly id: number;
  readonly method: keyof Methods;
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
