import 'server-only';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SessionKeys } from './session-keys';

const ALGORITHM = 'aes-256-gcm';
/** Bytes, as NIST SP 800-38D §8.2 and §5.2.1.2 recommend. */
const IV_LENGTH = 12;
const TAG_LENGTH = 16;

const FORM = /^([a-z0-9]{1,8})\.([A-Za-z0-9_-]+)$/;

/**
 * Seals text by AES-256-GCM, so that nobody reads it in the store, changes it, or moves it to another place there. Unlike
 * `seal` (lib/session/seal.ts) without waiting: a session is read by every request.
 *
 * A key may seal 2^32 texts with random IVs (SP 800-38D §8.3): a million people's sessions, each refreshed once an hour by
 * day and night, for half a year.
 *
 * @param place where it is kept, as additional authenticated data: it opens nowhere else, and is not stored with it
 * @returns `<key id>.<IV, ciphertext and tag, base64url>`
 */
export function sealText(text: string, place: string, { newest }: SessionKeys): string {
  const iv = randomBytes(IV_LENGTH);
  const cipher = createCipheriv(ALGORITHM, newest.text, iv).setAAD(Buffer.from(place));
  const parts = [iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
  return `${newest.kid}.${Buffer.concat(parts).toString('base64url')}`;
}

/**
 * @returns null for what this deployment has not sealed for this place, or under a key that is no longer listed
 */
export function openText(sealed: string, place: string, keys: SessionKeys): string | null {
  const [, kid = '', encoded = ''] = FORM.exec(sealed) ?? [];
  const key = keys.byKid.get(kid);
  const bytes = Buffer.from(encoded, 'base64url');
  if (key === undefined || bytes.length < IV_LENGTH + TAG_LENGTH) return null;
  const options = { authTagLength: TAG_LENGTH };
  const decipher = createDecipheriv(ALGORITHM, key.text, bytes.subarray(0, IV_LENGTH), options)
    .setAAD(Buffer.from(place))
    .setAuthTag(bytes.subarray(-TAG_LENGTH));
  try {
    const text = decipher.update(bytes.subarray(IV_LENGTH, -TAG_LENGTH));
    decipher.final(); // holds nothing in this mode, and throws unless all of it is genuine
    return text.toString('utf8');
  } catch {
    return null;
  }
}
