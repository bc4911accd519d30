import { LatchkeyError } from '../errors';
import type { Preferences } from '../preferences';
import type { SessionRef } from '../store/session-ref';
import { changeRecord } from './change-record';
import type { Engine } from './engine';
import type { Session } from './session';
import { sessionRef, type Ticket } from './ticket';

const NAME = /^[A-Za-z0-9_.-]{1,64}$/;
const MAX_VALUE_BYTES = 4096;
const MAX_TOTAL_BYTES = 32_768;
const MAX_VALUES = 64;
/** From the last change on. Anyone can become a guest, so what guests keep must go again soon (docs/redis-keys.md). */
const GUEST_DATA_MS = 4 * 3_600_000;

/** Small values that the app keeps with a session, or with a browser before anyone has signed in on it. */
export class AppData {
  constructor(private readonly engine: Engine) {}

  async get(ticket: Ticket, name: string): Promise<string | null> {
    return this.engine.store.appData.read(sessionRef(ticket), checkName(name));
  }

  all(ticket: Ticket): Promise<ReadonlyMap<string, string>> {
    return this.engine.store.appData.readAll(sessionRef(ticket));
  }

  /** Of a session of which there is no ticket: another one of whoever asks. */
  ofSession({ ref }: Session): Promise<ReadonlyMap<string, string>> {
    return this.engine.store.appData.readAll(ref);
  }

  /** @throws LatchkeyError `payload_too_large`, `too_many_values`, or `unauthenticated` when the session has ended */
  async set(ticket: Ticket, name: string, value: string): Promise<void> {
    checkName(name);
    if (Buffer.byteLength(value) > MAX_VALUE_BYTES) throw new LatchkeyError('payload_too_large');
    const guestMs = ticket.kind === 'guest' ? GUEST_DATA_MS : null;
    const limits = { maxTotalBytes: MAX_TOTAL_BYTES, maxValues: MAX_VALUES, guestMs };
    const outcome = await this.engine.store.appData.write(sessionRef(ticket), name, value, limits);
    if (outcome === 'too_large') throw new LatchkeyError('payload_too_large');
    if (outcome === 'too_many') throw new LatchkeyError('too_many_values');
    if (outcome === 'gone') throw new LatchkeyError('unauthenticated');
  }

  /**
   * Keeps what a session's user has chosen.
   *
   * @throws LatchkeyError `unauthenticated` when the session has ended, `store_unavailable` when it cannot be changed now
   */
  async choose(ref: SessionRef, preferences: Preferences): Promise<void> {
    if (await changeRecord(this.engine, ref, () => ({ preferences }))) return;
    const isThere = (await this.engine.store.sessions.read(ref)) !== null;
    throw new LatchkeyError(isThere ? 'store_unavailable' : 'unauthenticated');
  }

  async delete(ticket: Ticket, name: string): Promise<boolean> {
    return this.engine.store.appData.delete(sessionRef(ticket), checkName(name));
  }
}

function checkName(name: string): string {
  if (!NAME.test(name)) throw new LatchkeyError('invalid_request');
  return name;
}
