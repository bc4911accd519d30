import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseSessionKeys } from '../../../lib/session/session-keys';
import {
  issueTicket,
  newBrowserId,
  newGuestTicket,
  newSessionId,
  sessionRef,
  type Ticket,
  userTag,
  verifyTicket,
} from '../../../lib/session/ticket';

const NOW = Date.UTC(2026, 10, 20);
const AUDIENCE = { issuer: 'https://issuer.example', clientId: 'client' };
const secret = () => randomBytes(32).toString('base64url');
const list = `k2:${secret()},k1:${secret()}`;
const keys = parseSessionKeys(list, AUDIENCE);
const elsewhere = (change: Partial<typeof AUDIENCE>) => parseSessionKeys(list, { ...AUDIENCE, ...change });
const foreign = parseSessionKeys(`k2:${secret()}`, AUDIENCE);
const ticket: Ticket = {
  kind: 'session',
  tag: userTag('https://issuer', 'sub'),
  id: newSessionId(),
  browserId: newBrowserId(),
  expiresAt: NOW + 60_000,
};
const value = issueTicket(ticket, keys);

describe('a ticket', () => {
  test('says what was put into it, until it runs out', () => {
    expect(verifyTicket(value, keys, NOW)).toEqual(ticket);
    expect(verifyTicket(value, keys, ticket.expiresAt - 1)).toEqual(ticket);
    expect(verifyTicket(value, keys, ticket.expiresAt)).toBeNull();
  });

  test('fits a cookie of 200 bytes even with the longest key id', () => {
    const longest = issueTicket(
      { ...ticket, expiresAt: Date.UTC(9999, 0) },
      parseSessionKeys(`abcdefgh:${secret()}`, AUDIENCE),
    );
    expect(Buffer.byteLength(`__Host-latchkey=${longest}`)).toBeLessThanOrEqual(200);
  });

  test('signed with an older key that is still listed is good, with a retired one is not', () => {
    const older = { newest: [...keys.byKid.values()][1] ?? keys.newest, byKid: keys.byKid };
    expect(verifyTicket(issueTicket(ticket, older), keys, NOW)).toEqual(ticket);
    const retired = { ...keys, byKid: new Map([[keys.newest.kid, keys.newest]]) };
    expect(verifyTicket(issueTicket(ticket, older), retired, NOW)).toBeNull();
  });

  test('of a guest is not a ticket of a session', () => {
    const guest = newGuestTicket(NOW);
    const asGuest = issueTicket(guest, keys);
    expect(verifyTicket(asGuest, keys, NOW)).toMatchObject({ kind: 'guest', browserId: guest.browserId });
    expect(verifyTicket(`s${asGuest.slice(1)}`, keys, NOW)).toBeNull();
  });

  test('with any one character changed, dropped or doubled is refused', () => {
    for (let i = 0; i < value.length; i += 1) {
      const other = value[i] === 'A' ? 'B' : 'A';
      for (const middle of [other, '', `${value[i]}${value[i]}`]) {
        const forged = value.slice(0, i) + middle + value.slice(i + 1);
        expect(verifyTicket(forged, keys, NOW), forged).toBeNull();
      }
    }
  });

  test.each([
    ['nothing', undefined],
    ['an empty value', ''],
    ['dots', '......'],
    ['another spelling of the same signature', respell(value)],
    ['white space around it', ` ${value} `],
    ['a line break after it', `${value}\n`],
    ['a key of ours by another name', value.replace('.k2.', '.k1.')],
    ['someone else’s key under our name', issueTicket(ticket, foreign)],
    ['our secret at another pool', issueTicket(ticket, elsewhere({ issuer: 'https://other.example' }))],
    ['our secret at another client', issueTicket(ticket, elsewhere({ clientId: 'other' }))],
    ['an unknown kind', `x${value.slice(1)}`],
    ['a key id like a property', value.replace('.k2.', '.constructor.')],
    ['percent-encoding', encodeURIComponent(value).replaceAll('.', '%2E')],
    ['a megabyte', 'A'.repeat(1_000_000)],
    ['a value twice', `${value}, ${value}`],
    ['control characters', '\0'.repeat(134)],
  ])('is not %s', (_what, forged) => {
    expect(verifyTicket(forged, keys, NOW)).toBeNull();
  });

  test('is kept in the store by a hash of its id only', () => {
    const ref = sessionRef(ticket);
    expect(ref.tag).toBe(ticket.tag);
    expect(ref.idHash).toMatch(/^[\w-]{43}$/);
    expect(ref.idHash).not.toBe(ticket.id);
  });
});

/** The last character of 32 bytes in base64url carries two bits that decoders ignore. */
function respell(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(text.at(-1) ?? '');
  const respelled = `${text.slice(0, -1)}${alphabet[last ^ 1]}`;
  const bytes = (whole: string) => Buffer.from(whole.split('.').at(-1) ?? '', 'base64url');
  expect(bytes(respelled).equals(bytes(text))).toBe(true);
  return respelled;
}

describe('SESSION_KEYS', () => {
  test('gives each key one secret to sign with and another to seal with', () => {
    const { newest, byKid } = keys;
    expect(newest.kid).toBe('k2');
    expect([...byKid.keys()]).toEqual(['k2', 'k1']);
    expect(Buffer.from(newest.sealing).equals(newest.signing)).toBe(false);
    expect(newest.signing).toHaveLength(32);
    expect(newest.sealing).toHaveLength(32);
  });

  test.each([
    ['nothing', ''],
    ['no id', secret()],
    ['an id in capitals', `K1:${secret()}`],
    ['an id that is too long', `abcdefghi:${secret()}`],
    ['31 bytes', `k1:${randomBytes(31).toString('base64url')}`],
    ['33 bytes', `k1:${randomBytes(33).toString('base64url')}`],
    ['base64 instead of base64url', `k1:${'+'.repeat(43)}`],
    ['an id twice', `k1:${secret()},k1:${secret()}`],
    ['a comma at the end', `k1:${secret()},`],
  ])('is refused with %s, without being quoted', (_what, list) => {
    const message = (() => {
      try {
        parseSessionKeys(list, AUDIENCE);
        return null;
      } catch (error) {
        return String(error);
      }
    })();
    expect(message).toMatch(/SESSION_KEYS/);
    for (const entry of list.split(',').filter((part) => part.length > 30))
      expect(message).not.toContain(entry.slice(-20));
  });
});
