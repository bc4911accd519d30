import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseSessionKeys } from '../../../lib/session/keys';
import { openTokens, sealTokens } from '../../../lib/session/seal';

const secret = () => randomBytes(32).toString('base64url');
const keys = parseSessionKeys(`k1:${secret()}`);
const ref = { tag: 'AAAAAAAAAAA', idHash: 'B'.repeat(43) };
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

  test('of real size take less than 5.3 kB', async () => {
    expect((await sealTokens(tokens, ref, keys)).length).toBeLessThan(5300);
  });

  test.each([
    ['another session', { ...ref, idHash: 'C'.repeat(43) }],
    ['another person', { ...ref, tag: 'BBBBBBBBBBB' }],
  ])('do not open for %s', async (_whose, other) => {
    expect(await openTokens(await sealTokens(tokens, ref, keys), other, keys)).toBeNull();
  });

  test('do not open with another key under the same name', async () => {
    const other = parseSessionKeys(`k1:${secret()}`);
    expect(await openTokens(await sealTokens(tokens, ref, keys), ref, other)).toBeNull();
  });

  test('do not open when any part was changed', async () => {
    const sealed = await sealTokens(tokens, ref, keys);
    const parts = sealed.split('.');
    for (const [i, part] of parts.entries()) {
      const changed = (part[3] === 'A' ? 'B' : 'A') + part.slice(1);
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
