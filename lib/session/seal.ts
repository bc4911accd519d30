import 'server-only';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { FlattenedEncrypt, flattenedDecrypt } from 'jose';
import { z } from 'zod';
import type { SessionKeys } from './keys';
import type { SessionRef, Tokens } from './types';

const PARTS = /^([\w-]+)\.([\w-]+)\.([\w-]+)\.([\w-]+)$/;
const contentsSchema = z.tuple([z.string(), z.string(), z.string(), z.number()]);

/**
 * Seals tokens for the store: a flattened JWE (RFC 7516 §7.2.2, `dir` with `A256GCM`) under the newest key. The
 * additional authenticated data is the record's own address and is not stored, so tokens copied to another session or
 * person do not open. They are deflated first, because JWE's base64url would make real tokens a third longer.
 */
export async function sealTokens(tokens: Tokens, ref: SessionRef, keys: SessionKeys): Promise<string> {
  const { accessToken, idToken, refreshToken, accessExpiresAt } = tokens;
  const contents = deflateRawSync(JSON.stringify([accessToken, idToken, refreshToken, accessExpiresAt]));
  const {
    protected: header,
    iv,
    ciphertext,
    tag,
  } = await new FlattenedEncrypt(contents)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: keys.newest.kid })
    .setAdditionalAuthenticatedData(address(ref))
    .encrypt(keys.newest.sealing);
  return `${header}.${iv}.${ciphertext}.${tag}`;
}

/**
 * @returns null when the value cannot be opened: sealed for another session, tampered with, or by a retired key
 */
export async function openTokens(sealed: string, ref: SessionRef, keys: SessionKeys): Promise<Tokens | null> {
  const [, header, iv, ciphertext, tag] = PARTS.exec(sealed) ?? [];
  if (!header || !iv || !ciphertext || !tag) return null;
  const aad = Buffer.from(address(ref)).toString('base64url');
  try {
    const { plaintext } = await flattenedDecrypt(
      { protected: header, iv, ciphertext, tag, aad },
      (protectedHeader) => sealingKey(keys, protectedHeader?.kid),
      { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] },
    );
    return parseContents(plaintext);
  } catch {
    return null;
  }
}

function sealingKey(keys: SessionKeys, kid: string | undefined): Uint8Array {
  const key = kid === undefined ? undefined : keys.byKid.get(kid);
  if (!key) throw new Error('sealed by a key that is no longer listed');
  return key.sealing;
}

function parseContents(plaintext: Uint8Array): Tokens {
  const json: unknown = JSON.parse(inflateRawSync(plaintext).toString());
  const [accessToken, idToken, refreshToken, accessExpiresAt] = contentsSchema.parse(json);
  return { accessToken, idToken, refreshToken, accessExpiresAt };
}

function address({ tag, idHash }: SessionRef): Uint8Array {
  return Buffer.from(`latchkey tokens ${tag} ${idHash}`);
}
