import 'server-only';
import { randomBytes } from 'node:crypto';
import type { Engine } from './engine';
import { open, seal } from './seal';

const PLACE = 'latchkey once';
const CONTENT = /^([\w-]{22}) (\d+) (.*)$/s;

/**
 * Seals a value that the caller gives away and gets back, such as a sign-in attempt with its PKCE verifier and nonce.
 * The store keeps nothing of it until it is used, so whoever never comes back has cost nothing.
 */
export async function sealOnce({ store, keys }: Engine, value: string, ttlMs: number): Promise<string> {
  const id = randomBytes(16).toString('base64url');
  return seal(Buffer.from(`${id} ${store.now() + ttlMs} ${value}`), PLACE, keys);
}

/**
 * The value that was sealed; null for what was not sealed here, has run out, or was opened before. Of two simultaneous
 * callers one gets it.
 *
 * @throws LatchkeyError `store_unavailable`: whether it was used before cannot be found out
 */
export async function openOnce({ store, keys }: Engine, sealed: string): Promise<string | null> {
  const content = await open(sealed, PLACE, keys);
  const [, id, expiresAt, value] = CONTENT.exec(content ? Buffer.from(content).toString('utf8') : '') ?? [];
  if (id === undefined || value === undefined) return null;
  const leftMs = Number(expiresAt) - store.now();
  // By what was sealed inside: the text around it has several spellings.
  return leftMs > 0 && (await store.oneTimeValues.use(id, leftMs)) ? value : null;
}
