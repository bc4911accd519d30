import 'server-only';
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { parsePreferences } from '../preferences';
import { prove } from '../proof';
import type { StoredSession } from '../store/records';
import type { SessionIdHash, SessionRef } from '../store/session-ref';
import { deviceIdOf } from './device-proof';
import type { Engine } from './engine';
import { NotedOnce } from './noted-once';
import { openText, sealText } from './sealed-text';
import type { BrowserKey, PublicId, Session } from './session';
import type { SessionKeys } from './session-keys';

/**
 * A session in Redis, once it is opened; with short names because there may be a million of them. Absent means null, false or none;
 * times are milliseconds from `c` on.
 */
const recordSchema = z.object({
  /** sub */ s: z.string(),
  /** username, when it is not the sub */ u: z.optional(z.string()),
  /** e-mail address */ e: z.optional(z.string()),
  /** 1: that address is verified */ v: z.optional(z.literal(1)),
  /** name */ n: z.optional(z.string()),
  /** picture */ p: z.optional(z.string()),
  /** groups */ g: z.optional(z.array(z.string())),
  /** method */ m: z.string(),
  /** browser */ a: z.optional(z.string()),
  /** system */ o: z.optional(z.string()),
  /** address */ i: z.string(),
  /** created: epoch milliseconds */ c: z.number(),
  /** authenticated, when not as created */ t: z.optional(z.number()),
  /** absolute end */ x: z.number(),
  /** access token's end */ k: z.number(),
  /** 1: groups as before the last refresh, whose id token could not be verified */ q: z.optional(
    z.literal(1),
  ),
  /** 1: the cookie goes with the browser */ b: z.optional(z.literal(1)),
  /** the public key, since when */ d: z.optional(z.tuple([z.string(), z.number()])),
  /** language, when chosen */ l: z.optional(z.string()),
  /** theme, when chosen */ h: z.optional(z.string()),
});

type SessionRecord = Omit<Session, 'publicId' | 'ref' | 'lastSeenAt'>;

/**
 * The text of a record for one place, sealed. What it says decides who someone is and what they may do, so it counts only as
 * this process's kind wrote it, and only where it was written for; and who reads Redis learns nobody's name or address.
 */
export function encodeRecord(session: SessionRecord, ref: SessionRef, keys: SessionKeys): string {
  return sealText(toText(session), placeOf(ref), keys);
}

function toText(session: SessionRecord): string {
  const { authenticatedAt, browserKey, client, createdAt, identity, preferences } = session;
  const record: z.input<typeof recordSchema> = {
    s: identity.sub,
    u: identity.username === identity.sub ? undefined : identity.username,
    e: identity.email ?? undefined,
    v: identity.emailVerified ? 1 : undefined,
    n: identity.name ?? undefined,
    p: identity.picture ?? undefined,
    g: identity.groups.length === 0 ? undefined : [...identity.groups],
    m: session.method,
    a: client.browser ?? undefined,
    o: client.system ?? undefined,
    i: client.address,
    c: createdAt,
    t: authenticatedAt === createdAt ? undefined : authenticatedAt - createdAt,
    x: session.absoluteExpiresAt - createdAt,
    k: session.accessExpiresAt - createdAt,
    q: session.groupsConfirmed ? undefined : 1,
    b: session.remembered ? undefined : 1,
    d: browserKey === null ? undefined : [browserKey.key, browserKey.boundAt - createdAt],
    l: preferences.language ?? undefined,
    h: preferences.theme === 'system' ? undefined : preferences.theme,
  };
  return JSON.stringify(record);
}

const decoded = new WeakMap<StoredSession, Session | null>();
const reported = new NotedOnce();

/**
 * The session in a stored record, checked and parsed once per record read: a cached record costs neither again.
 *
 * @returns null for a record that was altered, copied from another place, or written under a key that is no longer listed:
 *   nobody is signed in by it. Logged once
 * @throws $ZodError when a genuine record is not a session
 */
export function decodeRecord(
  stored: StoredSession,
  ref: SessionRef,
  { keys, log }: Pick<Engine, 'keys' | 'log'>,
): Session | null {
  const known = decoded.get(stored);
  if (known !== undefined) return known;
  const text = openRecord(stored.record, ref, keys);
  const session = text === null ? null : parseRecord(text, stored.lastSeenAt, ref);
  decoded.set(stored, session);
  if (session === null && reported.isFirst(ref.idHash)) {
    log('error', 'record_not_genuine', { session: publicIdOf(ref.idHash) });
  }
  return session;
}

/** @returns JSON; null for what nobody is signed in by */
export function openRecord(record: string, ref: SessionRef, keys: SessionKeys): string | null {
  return openText(record, placeOf(ref), keys);
}

function placeOf({ tag, idHash }: SessionRef): string {
  return `latchkey record ${tag} ${idHash}`;
}

/** @param text JSON, found genuine */
export function parseRecord(text: string, lastSeenAt: number, ref: SessionRef): Session {
  const record = recordSchema.parse(JSON.parse(text));
  return Object.freeze({
    publicId: publicIdOf(ref.idHash),
    ref,
    identity: Object.freeze({
      sub: record.s,
      username: record.u ?? record.s,
      email: record.e ?? null,
      emailVerified: record.v === 1,
      name: record.n ?? null,
      picture: record.p ?? null,
      groups: Object.freeze(record.g ?? []),
    }),
    method: record.m,
    client: Object.freeze({ browser: record.a ?? null, system: record.o ?? null, address: record.i }),
    createdAt: record.c,
    lastSeenAt,
    authenticatedAt: record.c + (record.t ?? 0),
    absoluteExpiresAt: record.c + record.x,
    groupsConfirmed: record.q !== 1,
    remembered: record.b !== 1,
    accessExpiresAt: record.c + record.k,
    browserKey: browserKeyIn(record),
    preferences: Object.freeze(parsePreferences(record.l, record.h)),
  });
}

function browserKeyIn({ c, d }: z.output<typeof recordSchema>): BrowserKey | null {
  if (d === undefined) return null;
  const [key, after] = d;
  return Object.freeze({ id: deviceIdOf(key), key, boundAt: c + after });
}

/** By which name a session may be spoken of. */
export function publicIdOf(idHash: SessionIdHash): PublicId {
  return prove(createHash('sha256').update(`public ${idHash}`).digest('base64url').slice(0, 22));
}
