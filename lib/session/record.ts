import 'server-only';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { prove } from '../proof';
import type { StoredSession } from '../store/records';
import type { SessionIdHash, SessionRef } from '../store/session-ref';
import type { PublicId, Session, SignInMethod } from './session';

const METHODS = [
  'hosted',
  'password',
  'passkey',
  'google',
  'facebook',
  'amazon',
  'apple',
] as const satisfies SignInMethod[];

/**
 * A session in Redis, with short names because there may be a million of them. Absent means null, false or none;
 * times are milliseconds from `c` on.
 */
const recordSchema = z.object({
  /** sub */ s: z.string(),
  /** username, when it is not the sub */ u: z.string().optional(),
  /** e-mail address */ e: z.string().optional(),
  /** 1: that address is verified */ v: z.literal(1).optional(),
  /** name */ n: z.string().optional(),
  /** picture */ p: z.string().optional(),
  /** groups */ g: z.array(z.string()).optional(),
  /** method */ m: z.enum(METHODS),
  /** browser */ a: z.string().optional(),
  /** system */ o: z.string().optional(),
  /** address */ i: z.string(),
  /** created: epoch milliseconds */ c: z.number(),
  /** authenticated, when not as created */ t: z.number().optional(),
  /** absolute end */ x: z.number(),
  /** access token's end */ k: z.number(),
  /** 1: groups as before the last refresh, whose id token could not be verified */ q: z
    .literal(1)
    .optional(),
  /** 1: the cookie goes with the browser */ b: z.literal(1).optional(),
});

type SessionRecord = Omit<Session, 'publicId' | 'ref' | 'lastSeenAt'>;

export function encodeRecord(session: SessionRecord): string {
  const { identity, client, createdAt, authenticatedAt } = session;
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
  };
  return JSON.stringify(record);
}

const decoded = new WeakMap<StoredSession, Session>();

/**
 * The session in a stored record, parsed once per record read: a cached record costs no second parse.
 *
 * @throws ZodError when what is stored is not a session
 */
export function decodeRecord(stored: StoredSession, ref: SessionRef): Session {
  const known = decoded.get(stored);
  if (known) return known;
  const session = parse(stored, ref);
  decoded.set(stored, session);
  return session;
}

function parse(stored: StoredSession, ref: SessionRef): Session {
  const record = recordSchema.parse(JSON.parse(stored.record));
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
    lastSeenAt: stored.lastSeenAt,
    authenticatedAt: record.c + (record.t ?? 0),
    absoluteExpiresAt: record.c + record.x,
    groupsConfirmed: record.q !== 1,
    remembered: record.b !== 1,
    accessExpiresAt: record.c + record.k,
  });
}

/** By which name a session may be spoken of. */
export function publicIdOf(idHash: SessionIdHash): PublicId {
  return prove(createHash('sha256').update(`public ${idHash}`).digest('base64url').slice(0, 22));
}
