import { setTimeout as sleep } from 'node:timers/promises';
import { ageOf, moment } from '../store/moment';
import type { Engine } from './engine';
import { decodeRecord } from './record';
import { endOf } from './session';
import { sessionRef, type Ticket } from './ticket';

/** How long at most a change that no push announces stays unnoticed, in milliseconds. */
const LOOK_AGAIN_MS = 2000;
/** How long to let pass after a second change at once, in milliseconds; doubles with each further one. */
const FIRST_PAUSE_MS = 50;

/**
 * Watches a session: looks again whenever the store announces a change, when the session runs out, and now and then
 * regardless.
 *
 * @returns once the session has ended or `signal` aborts
 * @throws LatchkeyError `store_unavailable`: nobody knows any more whether it has ended
 */
export async function untilEnded(engine: Engine, ticket: Ticket, signal: AbortSignal): Promise<void> {
  const { store, policy } = engine;
  const ref = sessionRef(ticket);
  let pauseMs = 0;
  while (!signal.aborted) {
    // Before the look, so that a change announced while it is under way is not missed.
    const changed = store.sessions.waitForChange(ref, LOOK_AGAIN_MS);
    const stored = await store.sessions.read(ref);
    const session = stored && decodeRecord(stored, ref, engine);
    const leftMs = session ? endOf(session, policy.idleMs) - store.now() : 0;
    if (leftMs <= 0) return;
    const began = moment();
    const waitMs = Math.min(leftMs, LOOK_AGAIN_MS);
    await pause(waitMs, signal, changed);
    // A store that does not push claims a change all the time: it is asked ever more seldom.
    const earlyMs = waitMs - ageOf(began);
    await pause(Math.min(pauseMs, earlyMs), signal);
    pauseMs = earlyMs > 0 ? Math.max(FIRST_PAUSE_MS, pauseMs * 2) : 0;
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
