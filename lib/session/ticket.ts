import 'server-only';
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Proven, prove } from '../proof';
import { type HashTag, hashTag, type SessionRef, sessionIdHash } from '../store/session-ref';
import type { SessionKey, SessionKeys } from './session-keys';

/** The secret that names a session: 43 base64url characters (256 bits). From a genuine ticket, or new. */
export type SessionId = Proven<'session id'>;

/** Names a browser and survives signing in: 22 base64url characters. From a genuine ticket, or new. */
export type BrowserId = Proven<'browser id'>;

/** `sha256(browser id)`, base64url: all that the store ever sees of the id. */
export type BrowserHash = Proven<'browser hash'>;

/** What the session cookie says, once its signature and expiry have been checked. */
export interface Ticket {
  /** `session`: signed in. `guest`: a browser that has not signed in yet. */
  readonly kind: 'session' | 'guest';
  /** The store's hash tag for this user or guest. */
  readonly tag: HashTag;
  readonly id: SessionId;
  /** Sign-in attempts are bound to it. */
  readonly browserId: BrowserId;
  /** Epoch milliseconds, in whole seconds. */
  readonly expiresAt: number;
}

const FORM =
  /^([sg])\.([a-z0-9]{1,8})\.([A-Za-z0-9_-]{11})\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{22})\.([1-9a-z][0-9a-z]{0,8})\.([A-Za-z0-9_-]{43})$/;
/** `<k>.<kid>.<tag>.<id>.<browserId>.<exp>.<signature>` with an 8-character kid is 139 characters. */
const MAX_LENGTH = 160;

export const GUEST_LIFETIME_MS = 30 * 24 * 3_600_000;

/** The cookie's value for `ticket`, signed with the newest key: at most 160 bytes. */
export function issueTicket(ticket: Ticket, keys: SessionKeys): string {
  const kind = ticket.kind === 'session' ? 's' : 'g';
  const expiry = Math.ceil(ticket.expiresAt / 1000).toString(36);
  const { kid } = keys.newest;
  const signed = `${kind}.${kid}.${ticket.tag}.${ticket.id}.${ticket.browserId}.${expiry}`;
  return `${signed}.${sign(signed, keys.newest)}`;
}

/**
 * Checks a cookie's value: form, key id, signature, expiry. No I/O; whatever the input, it does not throw.
 * A valid ticket only says which session to look for; whether that session lives is the store's answer.
 *
 * @param now epoch milliseconds
 * @returns null for anything forged, truncated, expired or signed by a key no longer listed
 */
export function verifyTicket(value: string | undefined, keys: SessionKeys, now: number): Ticket | null {
  if (typeof value !== 'string' || value.length > MAX_LENGTH) return null;
  const [, kind, kid, tag, id, browserId, expiry, signature] = FORM.exec(value) ?? [];
  if (!kind || !kid || !tag || !id || !browserId || !expiry || !signature) return null;
  const key = keys.byKid.get(kid);
  if (!key) return null;
  const expected = sign(value.slice(0, value.length - signature.length - 1), key);
  // The texts are compared, not the decoded bytes: base64url has several spellings of the same 32 bytes.
  if (!timingSafeEqual(Buffer.from(expected), Buffer.from(signature))) return null;
  const expiresAt = Number.parseInt(expiry, 36) * 1000;
  if (expiresAt <= now) return null;
  return {
    kind: kind === 's' ? 'session' : 'guest',
    tag: hashTag(tag),
    id: prove(id),
    browserId: prove(browserId),
    expiresAt,
  };
}

/**
 * A ticket for a browser that nobody has signed in on. Its tag is random, so guests spread over a cluster.
 *
 * @param now epoch milliseconds
 */
export function newGuestTicket(now: number, lifetimeMs = GUEST_LIFETIME_MS): Ticket {
  const tag = hashTag(randomBytes(9).toString('base64url').slice(0, 11));
  return { kind: 'guest', tag, id: newSessionId(), browserId: newBrowserId(), expiresAt: now + lifetimeMs };
}

/** 256 random bits, base64url. */
export function newSessionId(): SessionId {
  return prove(randomBytes(32).toString('base64url'));
}

/** 128 random bits, base64url. */
export function newBrowserId(): BrowserId {
  return prove(randomBytes(16).toString('base64url'));
}

/** What is kept of a browser: enough to know it again. */
export function browserHash(browserId: BrowserId): BrowserHash {
  return prove(sha256(browserId));
}

/** The hash tag that keeps all keys of one user in one Cluster slot. */
export function userTag(issuer: string, sub: string): HashTag {
  return hashTag(sha256(`${issuer}|${sub}`).slice(0, 11));
}

const refs = new WeakMap<object, SessionRef>();

/** Where the ticket's session is kept. The store never sees the id itself, so a dump of it opens no session. */
export function sessionRef(ticket: Pick<Ticket, 'tag' | 'id'>): SessionRef {
  const known = refs.get(ticket);
  if (known) return known;
  const ref = Object.freeze({ tag: ticket.tag, idHash: sessionIdHash(sha256(ticket.id)) });
  refs.set(ticket, ref);
  return ref;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function sign(text: string, key: SessionKey): string {
  return createHmac('sha256', key.signing).update(text).digest('base64url');
}
