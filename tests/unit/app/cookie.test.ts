import { describe, expect, it } from 'vitest';
import {
  clearedCookie,
  deviceCookie,
  readCookie,
  readDeviceCookie,
  ticketCookie,
} from '@/lib/session/cookie';
import { parseSessionKeys } from '@/lib/session/session-keys';
import { issueTicket, newGuestTicket, verifyTicket } from '@/lib/session/ticket';

const LOCAL = 'http://localhost:3000';
const PUBLIC = 'https://app.example.com';

describe('the session cookie', () => {
  const keys = parseSessionKeys(`longname:${Buffer.alloc(32, 1).toString('base64url')}`, {
    issuer: 'https://issuer.example',
    clientId: 'client',
  });
  const ticket = issueTicket(newGuestTicket(Date.now()), keys);

  it('is HttpOnly, Lax and for the whole site; on https also Secure and bound to the host', () => {
    expect(ticketCookie(LOCAL, 'x', 60)).toBe('latchkey=x; Path=/; HttpOnly; SameSite=Lax; Max-Age=60');
    expect(ticketCookie(PUBLIC, 'x', null)).toBe('__Host-latchkey=x; Path=/; HttpOnly; SameSite=Lax; Secure');
  });

  it('is at most 200 bytes, name included', () => {
    const [pair = ''] = ticketCookie(PUBLIC, ticket, 60).split(';');
    expect(Buffer.byteLength(pair)).toBeLessThanOrEqual(200);
    expect(verifyTicket(readCookie(pair, PUBLIC), keys, Date.now())).not.toBeNull();
  });

  it('is taken away with the same attributes', () => {
    expect(clearedCookie(PUBLIC)).toBe('__Host-latchkey=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0');
  });

  it('is found among others, and not under a similar name', () => {
    expect(readCookie('a=1; latchkey=v; b=2', LOCAL)).toBe('v');
    expect(readCookie('xlatchkey=v; latchkeyx=v', LOCAL)).toBeUndefined();
    expect(readCookie('latchkey=v', PUBLIC)).toBeUndefined();
    expect(readCookie(null, LOCAL)).toBeUndefined();
  });

  it('is not mistaken for the cookie that a bound session has beside it', () => {
    const [pair = ''] = deviceCookie(PUBLIC, 'd', 600).split(';');
    expect(deviceCookie(PUBLIC, 'd', 600)).toBe(
      '__Host-latchkey-device=d; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=600',
    );
    expect(readCookie(pair, PUBLIC)).toBeUndefined();
    expect(readDeviceCookie(`__Host-latchkey=t; ${pair}`, PUBLIC)).toBe('d');
    expect(readDeviceCookie('__Host-latchkey=t', PUBLIC)).toBeUndefined();
  });

  it('counts as none when two values claim to be it', () => {
    expect(readCookie('latchkey=a; latchkey=b', LOCAL)).toBeUndefined();
    expect(readCookie('latchkey=a; latchkey=a', LOCAL)).toBe('a');
  });

  it('is not looked for in a header of absurd length', () => {
    expect(readCookie(`latchkey=a; x=${'y'.repeat(20_000)}`, LOCAL)).toBeUndefined();
  });
});
