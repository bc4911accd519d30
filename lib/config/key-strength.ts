import 'server-only';
import { createHash } from 'node:crypto';

/** SHA-256 of the bytes of the key that `.env.example` publishes, whatever id it goes by. */
const PUBLISHED = 'x4Y99sIkeNnP89PlZEB5DOe0zkwjiSEVLfJjXSDk-uU';

/** 32 random bytes hold about 30 different values; fewer than 18 in one of 10^14 keys. */
const FEWEST_DIFFERENT_BYTES = 18;

/**
 * Why an entry of `SESSION_KEYS` protects nothing, or null. Finds what users put in place of random bytes: the published
 * example, one byte repeated, a sequence, text. It cannot measure randomness.
 *
 * @param entry `<kid>:<32 bytes, base64url>`, well-formed
 */
export function weaknessOf(entry: string): string | null {
  const secret = Buffer.from(entry.slice(entry.indexOf(':') + 1), 'base64url');
  if (createHash('sha256').update(secret).digest('base64url') === PUBLISHED)
    return 'is the published example key';
  const steps = new Set(secret.subarray(1).map((byte, index) => byte - (secret[index] ?? 0)));
  const text = secret.every((byte) => byte >= 0x20 && byte < 0x7f);
  const random = new Set(secret).size >= FEWEST_DIFFERENT_BYTES && steps.size > 2 && !text;
  return random ? null : 'is not random';
}
