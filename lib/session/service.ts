import 'server-only';
import type { Store } from '../store/port';
import { readActivity } from './activity';
import { AppData } from './app-data';
import type { Engine, Log } from './engine';
import type { SessionKeys } from './keys';
import { findPeople } from './people';
import { DEFAULT_POLICY, type SessionPolicy } from './policy';
import { Reading } from './reading';
import { Refresh } from './refresh';
import { renewSession } from './renew';
import { Revocation } from './revocation';
import { startSession } from './start';
import { userTag } from './ticket';
import { TokenVault } from './token-vault';
import type { IdentityProvider, SessionService } from './types';
import { UserSessions } from './user-sessions';

export interface SessionServiceOptions {
  readonly store: Store;
  readonly keys: SessionKeys;
  /** The pool's issuer: the same `sub` in another pool is another person. */
  readonly issuer: string;
  readonly identityProvider: IdentityProvider;
  /** What differs from `DEFAULT_POLICY`. */
  readonly policy?: Partial<SessionPolicy>;
  /** Epoch milliseconds by this machine; dates tickets only. Sessions are judged by the store's clock. */
  readonly now: () => number;
  readonly log: Log;
}

const ACTIVITY_LIMIT = 100;

/** The session engine. It does not read the environment and can be made as often as needed, as tests do. */
export function createSessionService(options: SessionServiceOptions): SessionService {
  const { now, policy, ...rest } = options;
  const engine: Engine = { ...rest, policy: { ...DEFAULT_POLICY, ...policy } };
  const { store } = engine;
  const revocation = new Revocation(engine);
  const vault = new TokenVault(engine, revocation);
  const refresh = new Refresh(engine, vault, revocation);
  const reading = new Reading(engine, refresh, revocation);
  const people = new UserSessions(store, revocation);
  const data = new AppData(store);
  const tagOf = (sub: string) => userTag(engine.issuer, sub);

  return {
    start: (input) => startSession(engine, revocation, now, input),
    read: (ticket, client, options) => reading.read(ticket, client, options),
    tokens: (session, { force = false } = {}) => refresh.tokens(session.ref, force),
    keepTokens: (session, tokens, basedOn) => vault.keepForeign(session.ref, tokens, basedOn),
    async end(ref, reason) {
      await revocation.end(ref.tag, [ref.idHash], reason);
      await revocation.tellCognito(ref.tag);
    },
    endOthers: ({ ref }) => people.endAllBut(ref.tag, ref.idHash, 'ended_by_owner'),
    endAll: (sub, reason) => people.endAllBut(tagOf(sub), null, reason),
    endByPublicId: (sub, publicId, reason) => people.endByPublicId(tagOf(sub), publicId, reason),
    list: (sub) => people.list(tagOf(sub)),
    activity: (sub, limit = ACTIVITY_LIMIT) => readActivity(store, tagOf(sub), limit),
    getSessionData: (ticket, name) => data.get(ticket, name),
    getAllSessionData: (ticket) => data.all(ticket),
    setSessionData: (ticket, name, value) => data.set(ticket, name, value),
    deleteSessionData: (ticket, name) => data.delete(ticket, name),
    findPeople: (name) => findPeople(store, name),
    putOnce: (key, value, ttlSeconds) => store.putOnce(key, value, ttlSeconds * 1000),
    takeOnce: (key) => store.takeOnce(key),
    renew: (session, ticket) => renewSession(engine, now, session, ticket),
    untilEnded: (ticket, signal) => reading.untilEnded(ticket, signal),
    ping: () => store.ping(),
    async close() {
      revocation.stop();
      await store.close();
    },
  };
}
