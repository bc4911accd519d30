import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { claimSignature, K, parseA, passwordVerifier, serverSecret, sessionKey, signatureFits } from '../srp';

const vector = JSON.parse(readFileSync(new URL('./support/srp-vector.json', import.meta.url), 'utf8'));

describe('SRP as Cognito does it', () => {
  test('reproduces a recorded handshake, step by step', () => {
    expect(K.toString(16)).toBe(vector.k);
    expect(passwordVerifier(vector.poolName, vector.userId, vector.password, vector.salt).toString(16)).toBe(
      vector.v,
    );
    const secret = serverSecret(vector.v, vector.b);
    expect(secret.B).toBe(vector.B);
    const A = parseA(vector.A);
    expect(A).toBeDefined();
    const key = sessionKey({ A: A ?? 0n, secret, verifierHex: vector.v });
    expect(key.toString('hex')).toBe(vector.hkdfKeyHex);
    expect(claimSignature(key, { ...vector })).toBe(vector.signature);
  });

  test('takes a password that differs in one letter for another one', () => {
    const other = passwordVerifier(vector.poolName, vector.userId, `${vector.password}x`, vector.salt);
    expect(other.toString(16)).not.toBe(vector.v);
  });

  test.each(['', 'xyz', '0', '00', 'g0', '-1', 'f'.repeat(1025)])('refuses %j as SRP_A', (hex) => {
    expect(parseA(hex)).toBeUndefined();
  });

  test('compares signatures of different lengths without failing', () => {
    expect(signatureFits('abc', 'abcd')).toBe(false);
    expect(signatureFits('abc', 'abc')).toBe(true);
  });
});
