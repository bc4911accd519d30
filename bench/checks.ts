import { prove } from '../lib/proof';
import { RecentTickets } from '../lib/session/recent-tickets';
import { decodeRecord, openRecord, parseRecord } from '../lib/session/record';
import { parseSessionKeys } from '../lib/session/session-keys';
import { issueTicket, newBrowserId, newSessionId, sessionRef, verifyTicket } from '../lib/session/ticket';
import { hashTag } from '../lib/store/session-ref';
import { SESSION_KEYS } from './apps';
import { median } from './certainty';
import { newSession } from './engine';
import { AUDIENCE } from './subject';

/** Microseconds to check a ticket (form, signature, expiry) and say where its session is, by whether this process has seen it before. */
export function measureTicket() {
  const keys = parseSessionKeys(SESSION_KEYS, AUDIENCE);
  const ticket = {
    kind: 'session' as const,
    tag: hashTag('A'.repeat(11)),
    id: newSessionId(),
    browserId: newBrowserId(),
  };
  const value = issueTicket({ ...ticket, expiresAt: Date.now() + 3_600_000 }, keys);
  const now = Date.now();
  const recent = new RecentTickets(keys);
  // In turns, so that both are measured on the same machine at the same load.
  const rounds = Array.from({ length: 9 }, () => ({
    unknown: perCall(() => sessionRef(verifyTicket(value, keys, now) ?? never())),
    known: perCall(() => sessionRef(recent.verify(value, now) ?? never())),
  }));
  return {
    unknown: median(rounds.map(({ unknown }) => unknown)),
    known: median(rounds.map(({ known }) => known)),
  };
}

function never(): never {
  throw new Error('it is genuine');
}

/**
 * Microseconds to decode a record that was just read, and to parse it as if it lay there in clear: in turns, so
 * that both are measured on the same machine at the same load.
 */
export function measureRecord() {
  const keys = parseSessionKeys(SESSION_KEYS, AUDIENCE);
  const { ref, record } = newSession(prove(''));
  const text = openRecord(record, ref, keys) ?? never();
  const stored = { record, version: 1, lastSeenAt: 1, refreshingUntil: 0, retryAt: 0, outageSince: 0 };
  const decode = () => decodeRecord({ ...stored }, ref, { keys, log: () => {} });
  const parse = () => parseRecord(text, 1, ref);
  const rounds = Array.from({ length: 15 }, () => ({ checked: perCall(decode), unchecked: perCall(parse) }));
  const checkedMicroseconds = median(rounds.map(({ checked }) => checked));
  const uncheckedMicroseconds = median(rounds.map(({ unchecked }) => unchecked));
  return { checkedMicroseconds, uncheckedMicroseconds };
}

function perCall(call: () => unknown): number {
  const before = performance.now();
  for (let i = 0; i < 10_000; i += 1) call();
  return ((performance.now() - before) / 10_000) * 1000;
}
