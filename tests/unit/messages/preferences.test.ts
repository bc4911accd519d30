import { expect, test } from 'vitest';
import { PREFERENCE_COOKIE, preferenceCookie, preferencesIn } from '@/lib/http/preference-cookie';
import { languageFor, NO_PREFERENCES, parsePreferences } from '@/lib/preferences';
import { formatterFor } from '@/lib/words';

test.each([
  [null, 'en'],
  ['', 'en'],
  ['de', 'de'],
  ['de-AT,de;q=0.9', 'de'],
  ['fr-FR,fr;q=0.9,de;q=0.5,en;q=0.4', 'de'],
  ['de;q=0.4, en;q=0.8', 'en'],
  ['de;q=0,fr', 'en'],
  ['DE-ch', 'de'],
  ['*', 'en'],
  ['deutsch', 'en'],
  [`${'x,'.repeat(5000)}de`, 'en'],
] as const)('a browser that asks for %s reads %s', (asked, language) => {
  expect(languageFor(asked)).toBe(language);
});

test('a choice comes back from the cookie that keeps it', () => {
  const chosen = { language: 'de', theme: 'dark' } as const;
  const { name, value } = preferenceCookie(chosen, 'https://app.example');
  expect(preferencesIn(`other=1; ${name}=${value}`)).toEqual(chosen);
  expect(preferenceCookie(chosen, 'https://app.example').secure).toBe(true);
});

test.each(['', 'xx.neon', '<script>.dark', 'de', '..', `${'de'.repeat(9999)}`])(
  'a cookie that says %s is no reason to fail',
  (value) => {
    const read = preferencesIn(`${PREFERENCE_COOKIE}=${value}`);
    expect([read.language, read.theme]).toEqual([
      value === 'de' ? 'de' : null,
      value === '<script>.dark' ? 'dark' : 'system',
    ]);
  },
);

test('what nobody has heard of counts as not chosen', () => {
  expect(parsePreferences('fr', { theme: 'dark' })).toEqual(NO_PREFERENCES);
});

test.each([
  ['en', '3 Feb 2026', '1,234.5'],
  ['de', '03.02.2026', '1.234,5'],
] as const)('dates and numbers are written as in %s', (language, date, number) => {
  const format = formatterFor(language);
  expect(format.dateTime(Date.UTC(2026, 1, 3), { dateStyle: 'medium' })).toBe(date);
  expect(format.number(1234.5)).toBe(number);
});
