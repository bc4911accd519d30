import { type Proven, prove, type Unproven } from '../proof';

/** By which all keys of one user (or guest) lie in one Cluster slot: 11 base64url characters. */
export type HashTag = Proven<'hash tag'>;

/** `sha256(session id)`, base64url: all that the store ever sees of the id. */
export type SessionIdHash = Proven<'session id hash'>;

/** The address of a session record in the store. */
export interface SessionRef {
  readonly tag: HashTag;
  readonly idHash: SessionIdHash;
}

/** @throws TypeError for what has not the form of one: whoever made it is wrong */
export function hashTag(text: Unproven): HashTag {
  if (!/^[\w-]{11}$/.test(text)) throw new TypeError('not a hash tag');
  return prove(text);
}

/** The session that a queued revocation belongs to: its field begins with the hash of the session id. */
export function revokedSession(field: string): SessionIdHash {
  return sessionIdHash(field.slice(0, 43));
}

/** @throws TypeError for what has not the form of one. A session id has it too, but is a type of its own. */
export function sessionIdHash(text: Unproven): SessionIdHash {
  if (!/^[\w-]{43}$/.test(text)) throw new TypeError('not the hash of a session id');
  return prove(text);
}
