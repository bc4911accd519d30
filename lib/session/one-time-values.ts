import 'server-only';
import type { Engine } from './engine';
import { open, seal } from './seal';

/** Keeps a value sealed and bound to its key: a sign-in attempt holds a PKCE verifier and a nonce. */
export async function putOnce(
  { store, keys }: Engine,
  key: string,
  value: string,
  ttlMs: number,
): Promise<void> {
  await store.oneTimeValues.put(key, await seal(Buffer.from(value), placeOf(key), keys), ttlMs);
}

/** Takes a value: of two simultaneous callers one gets it, the other null. */
export async function takeOnce({ store, keys }: Engine, key: string): Promise<string | null> {
  const sealed = await store.oneTimeValues.take(key);
  const value = sealed && (await open(sealed, placeOf(key), keys));
  return value && Buffer.from(value).toString('utf8');
}

const placeOf = (key: string) => `latchkey once ${key}`;
