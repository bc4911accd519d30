import 'server-only';
import { hkdfSync } from 'node:crypto';

/** One entry of `SESSION_KEYS`, expanded. */
export interface SessionKey {
  /** Names the key in tickets and sealed values. */
  readonly kid: string;
  /** Signs tickets (HMAC-SHA256). */
  readonly signing: Buffer;
  /** Seals sessions' records and addresses in the security log (AES-256-GCM). */
  readonly text: Buffer;
  /** Seals tokens (AES-256-GCM). */
  readonly sealing: Uint8Array<ArrayBuffer>;
}

/** The keys in force: the newest signs and seals, all of them verify and open. */
export interface SessionKeys {
  readonly newest: SessionKey;
  readonly byKid: ReadonlyMap<string, SessionKey>;
}

const ENTRY = /^([a-z0-9]{1,8}):([A-Za-z0-9_-]{43})$/;

/** The user pool and app client that sessions are of: whose tokens they hold. */
export interface SessionAudience {
  readonly issuer: string;
  readonly clientId: string;
}

/**
 * Reads `SESSION_KEYS`: a comma list of `<kid>:<32 bytes, base64url>`, newest first.
 * HKDF (RFC 5869 §3.2) derives one key per purpose, so that a signature can never serve as a decryption key, and per
 * pool and client, so that a ticket of another environment proves nothing here, even if it shares secret and Redis.
 *
 * @param deployment what the derived keys are for alone, such as an app and branch: HKDF's salt. Two deployments with the
 *   same `SESSION_KEYS` accept no ticket and open no token of each other
 * @throws Error naming the position of a malformed or repeated entry, never its content
 */
export function parseSessionKeys(list: string, audience: SessionAudience, deployment = ''): SessionKeys {
  const context = { audience, deployment };
  const keys = list.split(',').map((entry, index) => parseEntry(entry.trim(), index + 1, context));
  const byKid = new Map(keys.map((key) => [key.kid, key]));
  const newest = keys[0];
  if (!newest || byKid.size !== keys.length) throw new Error('SESSION_KEYS repeats a key id');
  return { newest, byKid };
}

interface KeyContext {
  readonly audience: SessionAudience;
  readonly deployment: string;
}

function parseEntry(entry: string, position: number, context: KeyContext): SessionKey {
  const match = ENTRY.exec(entry);
  const [, kid, encoded] = match ?? [];
  const secret = encoded && Buffer.from(encoded, 'base64url');
  if (!kid || !secret || secret.length !== 32) {
    throw new Error(`SESSION_KEYS entry ${position} is not <kid>:<32 bytes, base64url>`);
  }
  return {
    kid,
    signing: derive(secret, 'ticket signing', context),
    text: derive(secret, 'text sealing', context),
    sealing: new Uint8Array(derive(secret, 'token sealing', context)),
  };
}

/** No part of the text can hold a space except the purpose, which is ours: two audiences never make the same text. */
function derive(secret: Buffer, purpose: string, { audience, deployment }: KeyContext): Buffer {
  const info = `latchkey v2 ${purpose} ${audience.issuer} ${audience.clientId}`;
  return Buffer.from(hkdfSync('sha256', secret, deployment, info, 32));
}
