import 'server-only';
import { hasCode } from '../errors';
import type { Store, StoredSession } from '../store/port';
import { type ActivityEntry, readActivity } from './activity';
import { AppData } from './app-data';
import { Binding } from './binding';
import type { Engine, Log } from './engine';
import type { SessionKeys } from './keys';
import { DEFAULT_POLICY, type SessionPolicy } from './policy';
import { decodeRecord, publicIdOf } from './record';
import { Refresh } from './refresh';
import { Revocation } from './revocation';
import { openTokens } from './seal';
import { startSession } from './start';
import { sessionRef, type Ticket, userTag } from './ticket';
import type {
  ClientDescription,
  EndReason,
  IdentityProvider,
  Session,
  SessionRef,
  SessionService,
  Tokens,
} from './types';

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
  const refresh = new Refresh(engine, revocation);
  const reading = new Reading(engine, refresh, revocation);
  const data = new AppData(store);
  const tagOf = (sub: string) => userTag(engine.issuer, sub);

  return {
    start: (input) => startSession(engine, revocation, now, input),
    read: (ticket, client) => reading.read(ticket, client),
    tokens: (session, { force = false } = {}) => refresh.tokens(session.ref, force),
    keepTokens: (session, tokens, basedOn) => keepTokens(engine, refresh, session, tokens, basedOn),
    async end(ref, reason) {
      await revocation.end(ref.tag, [ref.idHash], reason);
      await revocation.drain(ref.tag);
    },
    endOthers: ({ ref }) => endAllBut(revocation, ref.tag, ref.idHash, 'ended_by_owner'),
    endAll: (sub, reason) => endAllBut(revocation, tagOf(sub), null, reason),
    endByPublicId: (sub, publicId, reason) =>
      endByPublicId(engine, revocation, { tag: tagOf(sub), publicId, reason }),
    list: (sub) => list(store, tagOf(sub)),
    activity: (sub, limit = ACTIVITY_LIMIT): Promise<ActivityEntry[]> =>
      readActivity(store, tagOf(sub), limit),
    getSessionData: (ticket, name) => data.get(ticket, name),
    getAllSessionData: (ticket) => data.all(ticket),
    setSessionData: (ticket, name, value) => data.set(ticket, name, value),
    deleteSessionData: (ticket, name) => data.delete(ticket, name),
    putOnce: (key, value, ttlSeconds) => store.putOnce(key, value, ttlSeconds * 1000),
    takeOnce: (key) => store.takeOnce(key),
    ping: () => store.ping(),
    async close() {
      revocation.stop();
      await store.close();
    },
  };
}

/** Reading a session: one cached store command, then pure checks; writing and asking Cognito only when due. */
class Reading {
  readonly #binding: Binding;
  readonly #touching = new Set<string>();

  constructor(
    private readonly engine: Engine,
    private readonly refresh: Refresh,
    private readonly revocation: Revocation,
  ) {
    this.#binding = new Binding(engine);
  }

  async read(ticket: Ticket, client: ClientDescription): Promise<Session | null> {
    if (ticket.kind !== 'session') return null;
    const ref = sessionRef(ticket);
    const { store, policy } = this.engine;
    const stored = await store.readSession(ref);
    if (!stored) return null;
    const session = decodeRecord(stored, ref);
    const now = store.now();
    if (now >= session.absoluteExpiresAt || now >= session.lastSeenAt + policy.idleMs) return null;
    if (!(await this.#binding.allows(session, client))) {
      await this.revocation.end(ref.tag, [ref.idHash], 'binding_mismatch');
      return null;
    }
    if (now - session.lastSeenAt >= policy.touchEveryMs) void this.#touch(session);
    return now < session.accessExpiresAt ? session : this.#renew(session, stored);
  }

  /** In the background: nobody waits for it, and a failure only means that the idle end has not moved. */
  async #touch({ ref, publicId, absoluteExpiresAt }: Session): Promise<void> {
    if (this.#touching.has(ref.idHash)) return;
    this.#touching.add(ref.idHash);
    try {
      await this.engine.store.touch(ref, this.engine.policy.idleMs, absoluteExpiresAt);
    } catch (error) {
      this.engine.log('warn', 'touch_failed', { session: publicId, error });
    } finally {
      this.#touching.delete(ref.idHash);
    }
  }

  async #renew(session: Session, stored: StoredSession): Promise<Session | null> {
    const { store, policy } = this.engine;
    const within = store.now() < session.accessExpiresAt + policy.outageLimitMs;
    const othersTry = Math.max(stored.retryAt, stored.refreshingUntil) > store.now();
    if (within && stored.outageSince > 0 && othersTry) return session;
    try {
      await this.refresh.tokens(session.ref, false);
    } catch (error) {
      if (hasCode(error, 'session_ended')) return null;
      if (within && hasCode(error, 'identity_provider_unavailable')) return session;
      throw error;
    }
    const renewed = await store.readSession(session.ref);
    return renewed && decodeRecord(renewed, session.ref);
  }
}

/** Tokens that Amplify refreshed on its own: kept if the session still has those that it started from. */
async function keepTokens(
  engine: Engine,
  refresh: Refresh,
  session: Session,
  tokens: Tokens,
  basedOn: Tokens,
): Promise<void> {
  const latest = await engine.store.readTokens(session.ref);
  const current = latest && (await openTokens(latest.sealed, session.ref, engine.keys));
  if (current && current.refreshToken !== basedOn.refreshToken) return;
  try {
    await refresh.keep(session.ref, latest?.version ?? 0, tokens);
  } catch (error) {
    if (!hasCode(error, 'session_ended')) throw error;
  }
}

async function endAllBut(
  revocation: Revocation,
  tag: string,
  kept: string | null,
  reason: EndReason,
): Promise<number> {
  const count = await revocation.endAllBut(tag, kept, reason);
  if (count > 0) await revocation.drain(tag);
  return count;
}

interface Named {
  readonly tag: string;
  readonly publicId: string;
  readonly reason: EndReason;
}

async function endByPublicId(
  engine: Engine,
  revocation: Revocation,
  { tag, publicId, reason }: Named,
): Promise<boolean> {
  const sessions = await engine.store.listSessions(tag);
  const idHash = sessions.find((candidate) => publicIdOf(candidate) === publicId);
  if (idHash === undefined) return false;
  const ended = await revocation.end(tag, [idHash], reason);
  await revocation.drain(tag);
  return ended.length > 0;
}

/** The user's live sessions, last used first. */
async function list(store: Store, tag: string): Promise<Session[]> {
  const idHashes = await store.listSessions(tag);
  const found = await Promise.all(idHashes.map((idHash) => readListed(store, { tag, idHash })));
  const gone = idHashes.filter((_, index) => found[index] === null);
  if (gone.length > 0) await store.pruneIndex(tag, gone);
  return found.filter((session) => session !== null).sort((a, b) => b.lastSeenAt - a.lastSeenAt);
}

async function readListed(store: Store, ref: SessionRef): Promise<Session | null> {
  const stored = await store.readSession(ref);
  return stored && decodeRecord(stored, ref);
}
