import 'server-only';
import { createHash } from 'node:crypto';
import type { Store } from '../store/port';
import type { Identity } from './session';

/**
 * Notes by which names a user can be looked up: e-mail address and username, as digests, so that a dump of the
 * store is no address book.
 *
 * @param ttlMs as long as a session that starts now can last
 */
export async function noteUser(store: Store, identity: Identity, ttlMs: number): Promise<void> {
  await store.names.note(namesOf(identity).map(digest), identity.sub, ttlMs);
}

/** Forgets that a user can be looked up by these names. */
export async function forgetNames(store: Store, identity: Identity): Promise<void> {
  await Promise.all(namesOf(identity).map((name) => store.names.forget(digest(name), identity.sub)));
}

/** The `sub`s of everyone who signed in under an e-mail address or username; case and surrounding space do not count. */
export function findUsers(store: Store, name: string): Promise<string[]> {
  return store.names.find(digest(name));
}

function namesOf({ username, email }: Identity): string[] {
  return [...new Set([username, email].filter((name) => name !== null))];
}

function digest(name: string): string {
  return createHash('sha256').update(`person ${name.trim().toLowerCase()}`).digest('base64url');
}
