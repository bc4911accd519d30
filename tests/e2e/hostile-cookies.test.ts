import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { parseSessionKeys } from '@/lib/session/session-keys';
import { issueTicket, newBrowserId, newSessionId } from '@/lib/session/ticket';
import { GRACE } from '@/tests/support/browser-actions';
import { COOKIE, signedInJar } from '@/tests/support/session-cookie';
import { CLIENT_ID } from '@/tests/support/token-probe';
import { prove } from '../../lib/proof';
import { hashTag } from '../../lib/store/session-ref';
import { test } from './fixture';

/** Two users' tickets, both good. */
let ticket: string;
let another: string;

test.beforeAll(async ({ stack }) => {
  ticket = (await signedInJar(stack.origin)).get(COOKIE) ?? '';
  another = (await signedInJar(stack.origin, GRACE.email)).get(COOKIE) ?? '';
});

/** A ticket of the right form, for the session of `ticket`, signed with a key that the app does not have. */
function signedWithForeignKey(): string {
  const [, kid, tag = '', id = ''] = ticket.split('.');
  const keys = parseSessionKeys(`${kid}:${randomBytes(32).toString('base64url')}`, {
    issuer: 'https://issuer.example',
    clientId: 'client',
  });
  const expiresAt = Date.now() + 3_600_000;
  return issueTicket(
    { kind: 'session', tag: hashTag(tag), id: prove(id), browserId: newBrowserId(), expiresAt },
    keys,
  );
}

function withPart(index: number, value: string): string {
  return ticket
    .split('.')
    .map((part, at) => (at === index ? value : part))
    .join('.');
}

const last = (text: string) => (text.endsWith('A') ? `${text.slice(0, -1)}B` : `${text.slice(0, -1)}A`);

const HOSTILE: Readonly<Record<string, () => string>> = {
  'an empty value': () => `${COOKIE}=`,
  'no more than a name': () => COOKIE,
  'random bytes': () => `${COOKIE}=${randomBytes(100).toString('base64url')}`,
  'the first half': () => `${COOKIE}=${ticket.slice(0, ticket.length / 2)}`,
  'all but the last character': () => `${COOKIE}=${ticket.slice(0, -1)}`,
  'one character too many': () => `${COOKIE}=${ticket}A`,
  'another signature': () => `${COOKIE}=${last(ticket)}`,
  'another session id': () => `${COOKIE}=${withPart(3, newSessionId())}`,
  'another user’s tag': () => `${COOKIE}=${withPart(2, another.split('.')[2] ?? '')}`,
  'an expiry in the far future': () => `${COOKIE}=${withPart(5, 'zzzzzz')}`,
  'a guest’s kind': () => `${COOKIE}=${withPart(0, 'g')}`,
  'a retired key’s id': () => `${COOKIE}=${withPart(1, 'retired')}`,
  'a foreign key': () => `${COOKIE}=${signedWithForeignKey()}`,
  'two different tickets': () => `${COOKIE}=${ticket}; ${COOKIE}=${another}`,
  'a forged ticket before the good one': () => `${COOKIE}=${last(ticket)}; ${COOKIE}=${ticket}`,
  'the name in capitals': () => `${COOKIE.toUpperCase()}=${ticket}`,
  'the name with a suffix': () => `${COOKIE}2=${ticket}`,
  'a JSON body': () => `${COOKIE}={"sub":"admin","groups":["admins"]}`,
  'an unsigned JWT': () => `${COOKIE}=eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.`,
  '8 kB of it': () => `${COOKIE}=${'a'.repeat(8_000)}`,
};

test('the good ticket is known, so that the rest can be told from it', async ({ stack }) => {
  const answer = await fetch(`${stack.origin}/api/check-user`, {
    headers: { cookie: `${COOKIE}=${ticket}` },
  });
  expect(await answer.json()).toEqual({ user: expect.stringMatching(/^google_/) });
});

test.for(Object.keys(HOSTILE))('a cookie of %s is signed out, not an error', async (what, { stack }) => {
  const headers = { cookie: HOSTILE[what]?.() ?? '' };
  const user = await fetch(`${stack.origin}/api/check-user`, { headers });
  expect(user.status).toBe(200);
  expect(await user.json()).toEqual({ user: null });
  const session = await fetch(`${stack.origin}/api/auth/session`, { headers });
  expect(session.status).toBe(401);
  for (const path of ['/protected', '/handbook']) {
    const page = await fetch(`${stack.origin}${path}`, { headers, redirect: 'manual' });
    expect(page.status).toBe(307);
    expect(page.headers.get('location')).toContain('/sign-in?returnTo=');
    expect(page.headers.get('cache-control')).toBe('private, no-store');
  }
});

test('cookies of another library are nothing to an app that brings nobody over', async ({ stack }) => {
  const names = [`CognitoIdentityServiceProvider.${CLIENT_ID}.LastAuthUser`, 'authjs.session-token'];
  const headers = { cookie: names.map((name) => `${name}=x`).join('; ') };
  const ask = (path: string, init = {}) =>
    fetch(`${stack.origin}${path}`, { headers, redirect: 'manual', ...init });
  const migrate = await ask('/api/auth/migrate?returnTo=%2Fprotected');
  expect([migrate.status, migrate.headers.getSetCookie()]).toEqual([404, []]);
  expect((await ask('/sign-in')).status).toBe(200);
  const signedOut = await ask('/api/auth/sign-out', {
    method: 'POST',
    headers: { ...headers, origin: stack.origin },
  });
  expect(signedOut.headers.getSetCookie()).toHaveLength(1);
});
