import 'server-only';
import { prove } from '../proof';
import type { Sealed } from '../store/records';
import type { SessionRef } from '../store/session-ref';
import type { Tokens } from './identity-provider';
import { packTokens, unpackTokens } from './packed-tokens';
import type { SessionKey, SessionKeys } from './session-keys';

/** Loaded when something is first sealed or opened, which reading a session needs not. */
const jose = () => import('jose');

const PARTS = /^([\w-]+)\.([\w-]+)\.([\w-]+)\.([\w-]+)$/;

/**
 * Seals a value for the store: a flattened JWE (RFC 7516 §7.2.2, `dir` with `A256GCM`) under the newest key.
 *
 * @param place where it is kept, as additional authenticated data: it opens nowhere else, and is not stored with it
 */
export async function seal(value: Uint8Array, place: string, keys: SessionKeys): Promise<Sealed> {
  const { FlattenedEncrypt } = await jose();
  const {
    protected: header,
    iv,
    ciphertext,
    tag,
  } = await new FlattenedEncrypt(value)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: keys.newest.kid })
    .setAdditionalAuthenticatedData(Buffer.from(place))
    .encrypt(await imported(keys.newest));
  return prove(`${header}.${iv}.${ciphertext}.${tag}`);
}

/**
 * @returns null when the value cannot be opened: sealed for another place, tampered with, or by a retired key
 */
export async function open(sealed: string, place: string, keys: SessionKeys): Promise<Uint8Array | null> {
  const [, header, iv, ciphertext, tag] = PARTS.exec(sealed) ?? [];
  if (!header || !iv || !ciphertext || !tag) return null;
  const aad = Buffer.from(place).toString('base64url');
  const { flattenedDecrypt } = await jose();
  try {
    const { plaintext } = await flattenedDecrypt(
      { protected: header, iv, ciphertext, tag, aad },
      (protectedHeader) => sealingKey(keys, protectedHeader?.kid),
      { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] },
    );
    return plaintext;
  } catch {
    return null;
  }
}

/** Tokens copied to another session or user do not open. */
export function sealTokens(tokens: Tokens, ref: SessionRef, keys: SessionKeys): Promise<Sealed> {
  return seal(packTokens(tokens), address(ref), keys);
}

/**
 * @returns null when the tokens cannot be opened: sealed for another session, tampered with, or by a retired key
 */
export async function openTokens(sealed: string, ref: SessionRef, keys: SessionKeys): Promise<Tokens | null> {
  const packed = await open(sealed, address(ref), keys);
  try {
    return packed && unpackTokens(packed);
  } catch {
    return null;
  }
}

function sealingKey(keys: SessionKeys, kid: string | undefined): Promise<CryptoKey> {
  const key = kid === undefined ? undefined : keys.byKid.get(kid);
  if (!key) throw new Error('sealed by a key that is no longer listed');
  return imported(key);
}

const known = new WeakMap<SessionKey, Promise<CryptoKey>>();

/** The key as WebCrypto has it. The library would import bytes anew for every value. */
function imported(key: SessionKey): Promise<CryptoKey> {
  const kept =
    known.get(key) ?? crypto.subtle.importKey('raw', key.sealing, 'AES-GCM', false, ['encrypt', 'decrypt']);
  known.set(key, kept);
  return kept;
}

function address({ tag, idHash }: SessionRef): string {
  return `latchkey tokens ${tag} ${idHash}`;
}
