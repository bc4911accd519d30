import { describe, expect, it } from 'vitest';
import { cookieNames, cookiesOf, removalsOf } from '@/lib/auth/migration/former-cookies';
import { isNextAuthCookie, readNextAuthSignIn } from '@/lib/auth/migration/next-auth-cookies';
import made from './next-auth-cookies.json';

const { secret, madeAt, withoutTokens } = made;
const known = Object.entries(made.cookies);

const read = (cookies: object, { by = secret, at = madeAt } = {}) =>
  readNextAuthSignIn(new Map(Object.entries(cookies)), by, at);

describe('next-auth’s session cookie', () => {
  it.each(known)('%s gives the refresh token that the team put into it', async (name, value) => {
    const refreshToken = name.includes('next-auth') ? 'refresh.token-of_4' : 'refresh.token-of_5';
    expect(await read({ [name]: value })).toEqual({ refreshToken, sub: null });
    const cut = { [`${name}.1`]: value.slice(100), [`${name}.0`]: value.slice(0, 100) };
    expect(await read(cut)).toEqual({ refreshToken, sub: null });
    expect(isNextAuthCookie(name) && Object.keys(cut).every(isNextAuthCookie)).toBe(true);
  });

  it.each(known)(
    '%s gives nothing when it was changed, has run out, or is of another secret or name',
    async (name, value) => {
      const [header, , ...rest] = value.split('.');
      const other = name.startsWith('__Secure-') ? name.replace('__Secure-', '') : `__Secure-${name}`;
      expect(await read({ [name]: value }, { by: 'another secret' })).toBeNull();
      expect(await read({ [name]: value }, { at: madeAt + 3_700_000 })).toBeNull();
      expect(await read({ [name]: [header, 'AAAA', ...rest].join('.') })).toBeNull();
      expect(await read({ [`${name}.0`]: value.slice(0, 100) })).toBeNull();
      // The newer version's keys are each for one name.
      if (name.includes('authjs')) expect(await read({ [other]: value })).toBeNull();
    },
  );

  it('gives nothing without a refresh token, and unencrypted', async () => {
    expect(await read({ 'next-auth.session-token': withoutTokens })).toBeNull();
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const claims = Buffer.from('{"refreshToken":"x","exp":9999999999}').toString('base64url');
    expect(await read({ 'next-auth.session-token': `${none}.${claims}.` })).toBeNull();
    expect(isNextAuthCookie('next-auth.csrf-token')).toBe(false);
  });
});

describe('old cookies', () => {
  it('are read by name, and not where two values are sent under one', () => {
    const header = 'a=1; b=2; b=3; c=4; c=4; d; e=x=y';
    expect([...cookiesOf(header)]).toEqual([
      ['a', '1'],
      ['c', '4'],
      ['e', 'x=y'],
    ]);
    expect(cookieNames(header)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect([cookiesOf(null).size, cookieNames(null)]).toEqual([0, []]);
  });

  it('are taken away from every domain that they can have been set for', () => {
    expect(removalsOf('a', 'https://app.example.com')).toEqual([
      'a=; Path=/; Max-Age=0; Secure',
      'a=; Path=/; Max-Age=0; Domain=app.example.com; Secure',
      'a=; Path=/; Max-Age=0; Domain=example.com; Secure',
    ]);
    for (const host of ['localhost:3000', '127.0.0.1:3000', '[::1]:3000']) {
      expect(removalsOf('a', `http://${host}`)).toEqual(['a=; Path=/; Max-Age=0']);
    }
  });
});
