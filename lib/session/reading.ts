import { setTimeout as sleep } from 'node:timers/promises';
import { hasCode } from '../errors';
import type { StoredSession } from '../store/port';
import { Binding } from './binding';
import type { Engine } from './engine';
import { decodeRecord } from './record';
import type { Refresh } from './refresh';
import type { Revocation } from './revocation';
import { sessionRef, type Ticket } from './ticket';
import type { ClientDescription, ReadOptions, Session } from './types';

/** How long at most a change that no push announces stays unnoticed by `untilEnded`, in milliseconds. */
const LOOK_AGAIN_MS = 2000;
/** How long `untilEnded` lets pass after a second change at once, in milliseconds; doubles with each further one. */
const FIRST_PAUSE_MS = 50;

/** Reading a session: one cached store command, then pure checks; writing and asking Cognito only when due. */
export class Reading {
  readonly #binding: Binding;
  readonly #touching = new Set<string>();

  constructor(
    private readonly engine: Engine,
    private readonly refresh: Refresh,
    private readonly revocation: Revocation,
  ) {
    this.#binding = new Binding(engine);
  }

  async read(
    ticket: Ticket,
    client: ClientDescription,
    { touch = true }: ReadOptions = {},
  ): Promise<Session | null> {
    if (ticket.kind !== 'session') return null;
    const ref = sessionRef(ticket);
    const { store, policy } = this.engine;
    const stored = await store.readSession(ref);
    if (!stored) return null;
    const session = decodeRecord(stored, ref);
    const now = store.now();
    if (now >= this.#endOf(session)) return null;
    const mismatches = this.#binding.mismatches(session, client);
    if (mismatches.length > 0 && !(await this.#binding.allows(session, client, mismatches))) {
      await this.revocation.end(ref.tag, [ref.idHash], 'binding_mismatch');
      void this.revocation.tellCognito(ref.tag);
      return null;
    }
    if (touch && now - session.lastSeenAt >= policy.touchEveryMs) void this.#touch(session);
    return now < session.accessExpiresAt ? session : this.#renew(session, stored);
  }

  /** Looks again whenever the store announces a change, when the session runs out, and now and then regardless. */
  async untilEnded(ticket: Ticket, signal: AbortSignal): Promise<void> {
    const ref = sessionRef(ticket);
    const { store } = this.engine;
    let pauseMs = 0;
    while (!signal.aborted) {
      // Before the look, so that a change announced while it is under way is not missed.
      const changed = store.waitForChange(ref, LOOK_AGAIN_MS);
      const stored = await store.readSession(ref);
      const leftMs = stored ? this.#endOf(decodeRecord(stored, ref)) - store.now() : 0;
      if (leftMs <= 0) return;
      const dueAt = performance.now() + Math.min(leftMs, LOOK_AGAIN_MS);
      await pause(dueAt - performance.now(), signal, changed);
      // A store that does not push claims a change all the time: it is asked ever more seldom.
      const earlyMs = dueAt - performance.now();
      await pause(Math.min(pauseMs, earlyMs), signal);
      pauseMs = earlyMs > 0 ? Math.max(FIRST_PAUSE_MS, pauseMs * 2) : 0;
    }
  }

  /** When the session ends of itself unless it is used: epoch milliseconds. */
  #endOf({ absoluteExpiresAt, lastSeenAt }: Session): number {
    return Math.min(absoluteExpiresAt, lastSeenAt + this.engine.policy.idleMs);
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

/** Resolves after `ms` milliseconds, when `signal` aborts, or with `news`. Leaves no timer and no listener behind. */
async function pause(ms: number, signal: AbortSignal, news?: Promise<void>): Promise<void> {
  if (ms <= 0 || signal.aborted) return;
  const over = new AbortController();
  const end = () => over.abort();
  signal.addEventListener('abort', end, { signal: over.signal });
  const passed = sleep(ms, undefined, { signal: over.signal }).catch(() => undefined);
  await Promise.race(news ? [news, passed] : [passed]);
  end();
}
