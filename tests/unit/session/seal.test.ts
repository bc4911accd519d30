import { randomBytes } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { openTokens, sealTokens } from '../../../lib/session/seal';
import { parseSessionKeys } from '../../../lib/session/session-keys';
import { hashTag, sessionIdHash } from '../../../lib/store/session-ref';

const AUDIENCE = { issuer: 'https://issuer.example', clientId: 'client' };
const secret = () => randomBytes(32).toString('base64url');
const keys = parseSessionKeys(`k1:${secret()}`, AUDIENCE);
const ref = { tag: hashTag('AAAAAAAAAAA'), idHash: sessionIdHash('B'.repeat(43)) };
const jwt = (length: number) => randomBytes(length).toString('base64url');
const tokens = {
  accessToken: jwt(800),
  idToken: jwt(900),
  refreshToken: jwt(1300),
  accessExpiresAt: 1_800_000_000_000,
};

describe('sealed tokens', () => {
  test('open where they were put, and are different every time', async () => {
    const [one, two] = [await sealTokens(tokens, ref, keys), await sealTokens(tokens, ref, keys)];
    expect(await openTokens(one, ref, keys)).toEqual(tokens);
    expect(one).not.toBe(two);
  });

  test('cost one import of the key, however many there are', async () => {
    const imports = vi.spyOn(crypto.subtle, 'importKey');
    const own = parseSessionKeys(`k1:${secret()}`, AUDIENCE);
    const sealed = await Promise.all([1, 2, 3].map(() => sealTokens(tokens, ref, own)));
    for (const each of sealed) expect(await openTokens(each, ref, own)).toEqual(tokens);
    expect(imports).toHaveBeenCalledOnce();
  });

  test('of real size take less than 3.8 kB', async () => {
    const claims = (use: string) => ({
      sub: '3f1c0a52-7b0e-4f5d-9a51-2c1f1c7f1a10',
      'cognito:groups': ['admins'],
      iss: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI',
      origin_jti: 'c2b9d1f4-5b8a-4d0c-8a0e-0f2f7d3b6a11',
      event_id: '5f0a7f0e-8d3c-4a52-b6a4-9b8e6e0d2c33',
      token_use: use,
      scope: 'aws.cognito.signin.user.admin openid profile email',
      auth_time: 1_795_208_447,
      exp: 1_795_209_347,
      iat: 1_795_208_447,
      jti: '7d1de6b8-3f7b-4b55-8a1c-6a8d1a2b3c4d',
      client_id: '7lcl0ca1latchkey0example26',
      username: '3f1c0a52-7b0e-4f5d-9a51-2c1f1c7f1a10',
      email: 'ada.lovelace@example.com',
    });
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = (use: string) =>
      `${part({ kid: jwt(33), alg: 'RS256' })}.${part(claims(use))}.${jwt(256)}`;
    const refreshToken = [78, 256, 12, 950, 16].map(jwt).join('.');
    const real = { ...tokens, accessToken: signed('access'), idToken: signed('id'), refreshToken };
    expect(real.accessToken.length + real.idToken.length + refreshToken.length).toBeGreaterThan(3900);
    const sealed = await sealTokens(real, ref, keys);
    expect(sealed.length).toBeLessThan(3800);
    expect(await openTokens(sealed, ref, keys)).toEqual(real);
  });

  test.each(['', '.', 'a.b', 'not base64url!', 'é', 'AB', 'AC', '...', 'a='.repeat(500)])(
    'come back exactly even if they are %j',
    async (odd) => {
      const others = { accessToken: odd, idToken: `x.${odd}`, refreshToken: `${odd}.y`, accessExpiresAt: 0 };
      expect(await openTokens(await sealTokens(others, ref, keys), ref, keys)).toEqual(others);
    },
  );

  test.each([
    ['another session', { ...ref, idHash: sessionIdHash('C'.repeat(43)) }],
    ['another user', { ...ref, tag: hashTag('BBBBBBBBBBB') }],
  ])('do not open for %s', async (_whose, other) => {
    expect(await openTokens(await sealTokens(tokens, ref, keys), other, keys)).toBeNull();
  });

  test('do not open with another key under the same name', async () => {
    const other = parseSessionKeys(`k1:${secret()}`, AUDIENCE);
    expect(await openTokens(await sealTokens(tokens, ref, keys), ref, other)).toBeNull();
  });

  test.each([{ issuer: 'https://other.example' }, { clientId: 'other' }])(
    'do not open in another environment with the same secret: %o',
    async (change) => {
      const list = `k1:${secret()}`;
      const here = parseSessionKeys(list, AUDIENCE);
      const there = parseSessionKeys(list, { ...AUDIENCE, ...change });
      const sealed = await sealTokens(tokens, ref, here);
      expect(await openTokens(sealed, ref, here)).toEqual(tokens);
      expect(await openTokens(sealed, ref, there)).toBeNull();
    },
  );

  test('do not open when any part was changed', async () => {
    const sealed = await sealTokens(tokens, ref, keys);
    const parts = sealed.split('.');
    for (const [i, part] of parts.entries()) {
      const changed = (part[0] === 'A' ? 'B' : 'A') + part.slice(1);
      expect(await openTokens(parts.with(i, changed).join('.'), ref, keys)).toBeNull();
    }
    const weaker = Buffer.from(JSON.stringify({ alg: 'dir', enc: 'A128GCM', kid: 'k1' })).toString(
      'base64url',
    );
    for (const other of ['', 'a.b.c', `${sealed}.x`, parts.with(0, weaker).join('.')]) {
      expect(await openTokens(other, ref, keys)).toBeNull();
    }
  });
});
