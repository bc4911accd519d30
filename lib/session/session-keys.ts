import 'server-only';
import { hkdfSync } from 'node:crypto';

/** One entry of `SESSION_KEYS`, expanded. */
export interface SessionKey {
  /** Names the key in tickets and sealed values. */
  readonly kid: string;
  /** Signs tickets (HMAC-SHA256). */
  readonly signing: Buffer;
  /** Seals tokens (AES-256-GCM). */
  readonly sealing: Uint8Array;
}

/** The keys in force: the newest signs and seals, all of them verify and open. */
export interface SessionKeys {
  readonly newest: SessionKey;
  readonly byKid: ReadonlyMap<string, SessionKey>;
}

const ENTRY = /^([a-z0-9]{1,8}):([A-Za-z0-9_-]{43})$/;

/**
 * Reads `SESSION_KEYS`: a comma list of `<kid>:<32 bytes, base64url>`, newest first.
 * HKDF (RFC 5869) derives one key per purpose, so that a signature can never serve as a decryption key.
 *
 * @throws Error naming the position of a malformed or repeated entry, never its content
 */
export function parseSessionKeys(list: string): SessionKeys {
  const keys = list.split(',').map((entry, index) => parseEntry(entry.trim(), index + 1));
  const byKid = new Map(keys.map((key) => [key.kid, key]));
  const newest = keys[0];
  if (!newest || byKid.size !== keys.length) throw new Error('SESSION_KEYS repeats a key id');
  return { newest, byKid };
}

function parseEntry(entry: string, position: number): SessionKey {
  const match = ENTRY.exec(entry);
  const [, kid, encoded] = match ?? [];
  const secret = encoded && Buffer.from(encoded, 'base64url');
  if (!kid || !secret || secret.length !== 32) {
    throw new Error(`SESSION_KEYS entry ${position} is not <kid>:<32 bytes, base64url>`);
  }
  return {
    kid,
    signing: derive(secret, 'ticket signing'),
    sealing: new Uint8Array(derive(secret, 'token sealing')),
  };
}

function derive(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `latchkey v1 ${purpose}`, 32));
}
