import { randomBytes } from 'node:crypto';
import { createIdentityProvider } from '../../../lib/auth/cognito';
import { parseStoreUrl } from '../../../lib/config/redis-url';
import { prove } from '../../../lib/proof';
import type { Tokens } from '../../../lib/session/identity-provider';
import type { Notice } from '../../../lib/session/notice';
import type { SessionPolicy } from '../../../lib/session/policy';
import { SessionService } from '../../../lib/session/service';
import type { Identity } from '../../../lib/session/session';
import { parseSessionKeys, type SessionKeys } from '../../../lib/session/session-keys';
import type { StartSession } from '../../../lib/session/start-session';
import { type Ticket, verifyTicket } from '../../../lib/session/ticket';
import type { StoreConfig, StoreHooks } from '../../../lib/store/config';
import { openStore } from '../../../lib/store/open';
import type { Store } from '../../../lib/store/port';
import { TestCognito } from './cognito';
import type { WorkerOptions } from './worker-protocol';
import { Worker } from './workers';

export const BROWSER = {
  browser: 'Chrome',
  system: 'Linux',
  address: '203.0.113.7',
};

/** Tests that do not try the time limit do not depend on how busy the machine is. */
const PATIENT: StoreHooks = { commandTimeoutMs: 8000 };
/** The time limit that a deployment has. */
export const USUAL_LIMIT: StoreHooks = { commandTimeoutMs: 1000 };

export function sessionKey(kid = 'k1'): string {
  return `${kid}:${randomBytes(32).toString('base64url')}`;
}

interface EngineOptions {
  readonly store: StoreConfig | string;
  readonly hooks?: StoreHooks;
  readonly policy?: Partial<SessionPolicy>;
  readonly sessionKeys?: string;
  /** One that stays when the engine closes; otherwise the engine has one of its own. */
  readonly cognito?: TestCognito;
}

/** A sign-in, where it is not as usual. */
interface SignInOptions extends Partial<Omit<StartSession, 'idToken'>> {
  readonly identity?: Identity;
  readonly authenticatedAt?: number;
  /** How long the access token is good for, by the session's record; negative: it has run out already. */
  readonly accessLifeMs?: number;
}

/** An engine in this process and what it stands on; more engines in processes of their own on the same. */
export class TestEngine {
  readonly logged: { level: string; event: string; reason: string | undefined }[] = [];
  /** What users were told outside of the app. */
  readonly notices: Notice[] = [];
  readonly service: SessionService;
  readonly store: Store;
  readonly keys: SessionKeys;
  readonly #workers: Worker[] = [];

  private constructor(
    private readonly options: EngineOptions,
    readonly cognito: TestCognito,
    readonly sessionKeys: string,
  ) {
    const { store, policy } = options;
    this.keys = parseSessionKeys(sessionKeys, cognito.client);
    const hooks = { ...PATIENT, ...options.hooks };
    this.store = openStore(typeof store === 'string' ? parseStoreUrl(store) : store, hooks);
    this.service = new SessionService({
      store: this.store,
      keys: this.keys,
      issuer: cognito.client.issuer,
      identityProvider: createIdentityProvider(cognito.client, () => this.store.now()),
      ...(policy && { policy }),
      now: hooks.now ?? Date.now,
      notify: async (notice) => void this.notices.push(notice),
      log: (level, event, fields) => void this.logged.push({ level, event, reason: fields?.reason }),
    });
  }

  static async open(options: EngineOptions): Promise<TestEngine> {
    const cognito = options.cognito ?? (await TestCognito.start());
    return new TestEngine(options, cognito, options.sessionKeys ?? sessionKey());
  }

  /** Signs someone in, somebody new unless said. */
  async signIn({ accessLifeMs, ...change }: SignInOptions = {}): Promise<SignedIn> {
    const identity = change.identity ?? (await this.cognito.person());
    const tokens = change.tokens ?? (await this.cognito.signIn(identity, accessLifeMs));
    const authenticatedAt = change.authenticatedAt ?? Date.now();
    const started = await this.service.start({
      method: 'hosted',
      client: BROWSER,
      remember: true,
      previous: null,
      ...change,
      idToken: prove({ identity, authenticatedAt, provider: null }),
      tokens,
    });
    return { ...started, identity, tokens, value: started.ticket, ticket: this.ticket(started.ticket) };
  }

  ticket(value: string): Ticket {
    const ticket = verifyTicket(value, this.keys, this.options.hooks?.now?.() ?? Date.now());
    if (!ticket) throw new Error('the ticket is not valid');
    return ticket;
  }

  read(who: SignedIn) {
    return this.service.read(who.ticket, BROWSER);
  }

  async worker(change: Partial<WorkerOptions> = {}): Promise<Worker> {
    const { store, policy } = this.options;
    const worker = await Worker.start({
      redisUrl: typeof store === 'string' ? store : '',
      sessionKeys: this.sessionKeys,
      cognito: this.cognito.client,
      ...(policy && { policy }),
      hooks: PATIENT,
      ...change,
    });
    this.#workers.push(worker);
    return worker;
  }

  workers(count: number, change: Partial<WorkerOptions> = {}): Promise<Worker[]> {
    return Promise.all(Array.from({ length: count }, () => this.worker(change)));
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.stop()));
    await this.service.close();
    if (!this.options.cognito) await this.cognito.stop();
  }
}

export interface SignedIn {
  readonly session: Awaited<ReturnType<SessionService['start']>>['session'];
  readonly maxAgeSeconds: number | null;
  readonly deviceChallenge: string | null;
  readonly identity: Identity;
  readonly tokens: Tokens;
  /** The cookie's value. */
  readonly value: string;
  readonly ticket: Ticket;
}
