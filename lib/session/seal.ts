import 'server-only';
import { FlattenedEncrypt, flattenedDecrypt } from 'jose';
import type { SessionRef } from '../store/records';
import type { Tokens } from './identity-provider';
import { packTokens, unpackTokens } from './packed-tokens';
import type { SessionKeys } from './session-keys';

const PARTS = /^([\w-]+)\.([\w-]+)\.([\w-]+)\.([\w-]+)$/;

/**
 * Seals tokens for the store: a flattened JWE (RFC 7516 §7.2.2, `dir` with `A256GCM`) under the newest key. The
 * additional authenticated data is the record's own address and is not stored, so tokens copied to another session or
 * person do not open.
 */
export async function sealTokens(tokens: Tokens, ref: SessionRef, keys: SessionKeys): Promise<string> {
  const {
    protected: header,
    iv,
    ciphertext,
    tag,
  } = await new FlattenedEncrypt(packTokens(tokens))
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
    return unpackTokens(plaintext);
  } catch {
    return null;
  }
}

function sealingKey(keys: SessionKeys, kid: string | undefined): Uint8Array {
  const key = kid === undefined ? undefined : keys.byKid.get(kid);
  if (!key) throw new Error('sealed by a key that is no longer listed');
  return key.sealing;
}

function address({ tag, idHash }: SessionRef): Uint8Array {
  return Buffer.from(`latchkey tokens ${tag} ${idHash}`);
}
