import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { RecentTickets } from '../../../lib/session/recent-tickets';
import { parseSessionKeys } from '../../../lib/session/session-keys';
import { issueTicket, newGuestTicket } from '../../../lib/session/ticket';

const NOW = Date.UTC(2026, 10, 20);
const AUDIENCE = { issuer: 'https://issuer.example', clientId: 'client' };
const secret = () => randomBytes(32).toString('base64url');
const keys = parseSessionKeys(`k1:${secret()}`, AUDIENCE);
const issue = (lifetimeMs = 60_000) => issueTicket(newGuestTicket(NOW, lifetimeMs), keys);

test('a ticket is checked once and then known, as the same object, until it runs out', () => {
  const recent = new RecentTickets(keys);
  const value = issue();
  const ticket = recent.verify(value, NOW);
  expect(ticket).toMatchObject({ kind: 'guest', expiresAt: NOW + 60_000 });
  expect(recent.verify(value, NOW + 59_999)).toBe(ticket);
  expect(recent.verify(value, NOW + 60_000)).toBeNull();
  expect(recent.verify(value, NOW)).toBe(ticket);
});

test('what is not genuine is refused, also beside a known ticket and a second time', () => {
  const recent = new RecentTickets(keys);
  const value = issue();
  const foreign = issueTicket(newGuestTicket(NOW), parseSessionKeys(`k1:${secret()}`, AUDIENCE));
  recent.verify(value, NOW);
  for (const forged of [undefined, '', `${value}x`, value.slice(0, -1), value.toUpperCase(), foreign]) {
    expect(recent.verify(forged, NOW)).toBeNull();
    expect(recent.verify(forged, NOW)).toBeNull();
  }
});

test('more tickets than can be remembered are all checked, the forgotten ones again', () => {
  const recent = new RecentTickets(keys);
  const first = issue();
  const remembered = recent.verify(first, NOW);
  for (let i = 0; i < 10_000; i += 1) expect(recent.verify(issue(), NOW)).not.toBeNull();
  const again = recent.verify(first, NOW);
  expect(again).toEqual(remembered);
  expect(again).not.toBe(remembered);
});
