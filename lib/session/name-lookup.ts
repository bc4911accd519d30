import 'server-only';
import { createHmac } from 'node:crypto';
import type { Engine } from './engine';
import type { Identity } from './session';
import type { SessionKey } from './session-keys';

type Lookup = Pick<Engine, 'store' | 'keys'>;

/**
 * Notes by which names a user can be looked up: e-mail address and username, as digests by a key that the store never sees,
 * so that who has a dump of it cannot even try addresses.
 *
 * @param ttlMs as long as a session that starts now can last
 */
export async function noteUser({ store, keys }: Lookup, identity: Identity, ttlMs: number): Promise<void> {
  const names = namesOf(identity).map((name) => digest(name, keys.newest));
  await store.names.note(names, identity.sub, ttlMs);
}

/** Forgets that a user can be looked up by these names. */
export async function forgetNames(lookup: Lookup, identity: Identity): Promise<void> {
  const names = namesOf(identity).flatMap((name) => digests(name, lookup));
  await Promise.all(names.map((name) => lookup.store.names.forget(name, identity.sub)));
}

/** The `sub`s of everyone who signed in under an e-mail address or username; case and surrounding space do not count. */
export async function findUsers(lookup: Lookup, name: string): Promise<string[]> {
  const found = await Promise.all(digests(name, lookup).map((one) => lookup.store.names.find(one)));
  return [...new Set(found.flat())];
}

function namesOf({ username, email }: Identity): string[] {
  return [...new Set([username, email].filter((name) => name !== null))];
}

/** By every key in force: who signed in before the newest came is found, too. */
function digests(name: string, { keys }: Lookup): string[] {
  return [...keys.byKid.values()].map((key) => digest(name, key));
}

function digest(name: string, { signing }: SessionKey): string {
  const normal = name.trim().toLowerCase();
  return createHmac('sha256', signing).update(`person ${normal}`).digest('base64url');
}
