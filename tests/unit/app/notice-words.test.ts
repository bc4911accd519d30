import { expect, test } from 'vitest';
import { BRAND } from '@/lib/brand';
import { noticeInWords } from '@/lib/mail/notice-words';
import { prove } from '@/lib/proof';
import type { Notice } from '@/lib/session/notice';

const ORIGIN = 'https://app.example.com';
const notice: Notice = {
  kind: 'new_device',
  to: 'ada@example.com',
  session: prove('a-public-id'),
  client: { browser: 'Firefox', system: 'Windows', address: '192.0.2.7' },
  language: 'en',
  at: Date.UTC(2026, 10, 21, 9, 5),
};

test('a warning says what, when, where and what to do', () => {
  expect(noticeInWords(notice, ORIGIN)).toEqual({
    subject: `${BRAND.name}: New sign-in to your account`,
    text: `Your account was signed in to on a device that is new to us.

When: 21 Nov 2026, 09:05 UTC
Device: Firefox on Windows
Address: 192.0.2.7

Was this you? Then there is nothing to do.

If it wasn’t, sign that device out and secure your account:
https://app.example.com/account/not-me?session=a-public-id`,
  });
});

test('it says so in German, with the date as Germans write it', () => {
  expect(noticeInWords({ ...notice, language: 'de' }, ORIGIN)).toEqual({
    subject: `${BRAND.name}: Neue Anmeldung bei Ihrem Konto`,
    text: `Jemand hat sich auf einem Gerät, das wir noch nicht kannten, mit Ihrem Konto angemeldet.

Wann: 21.11.2026, 09:05 UTC
Gerät: Firefox unter Windows
Adresse: 192.0.2.7

Waren Sie das? Dann ist nichts zu tun.

Wenn nicht, melden Sie dieses Gerät ab und sichern Sie Ihr Konto:
https://app.example.com/account/not-me?session=a-public-id`,
  });
});

test('an address that is not known is left out', () => {
  const client = { browser: null, system: null, address: 'unknown' };
  const { text } = noticeInWords({ ...notice, client }, ORIGIN);
  expect(text).toContain('Device: An unknown browser\n\n');
});

test('what no session did leads to the security page, and who is locked out to whoever runs the app', () => {
  const reset = noticeInWords({ ...notice, kind: 'password_reset', session: null }, ORIGIN);
  expect(reset.text).toContain('https://app.example.com/account/security');
  for (const kind of ['email_changed', 'account_deleted'] as const) {
    const { text } = noticeInWords({ ...notice, kind }, ORIGIN);
    expect(text).toContain('answer this e-mail');
    expect(text).not.toContain('http');
  }
});

test('who has an account and signs up again is led to it, and nobody else has to do anything', () => {
  const { subject, text } = noticeInWords({ ...notice, kind: 'sign_up_tried', session: null }, ORIGIN);
  expect(subject).toBe(`${BRAND.name}: You have an account already`);
  expect(text).toContain('https://app.example.com/sign-in\n\nIf it wasn’t, there is nothing to do.');
  expect(text).not.toContain('Then there is nothing to do.');
});
