import 'server-only';
import { LANGUAGES, type Language, NO_PREFERENCES, type Preferences } from '../preferences';
import type { HashTag, SessionIdHash, SessionRef } from '../store/session-ref';
import { offerBinding } from './bound-sessions';
import type { Engine } from './engine';
import type { Tokens, VerifiedIdToken } from './identity-provider';
import { noteUser } from './name-lookup';
import { tellUser } from './notice';
import { decodeRecord, encodeRecord, publicIdOf } from './record';
import type { Revocation } from './revocation';
import { sealTokens } from './seal';
import { writeSignIn } from './security-log';
import type { ClientDescription, Session, SignInMethod } from './session';
import {
  type BrowserId,
  browserHash,
  issueTicket,
  newBrowserId,
  newSessionId,
  sessionRef,
  type Ticket,
  userTag,
} from './ticket';

export interface StartSession {
  readonly idToken: VerifiedIdToken;
  readonly tokens: Tokens;
  readonly method: SignInMethod;
  readonly client: ClientDescription;
  /** False: the cookie lives as long as the browser, and the session has the shorter absolute life. */
  readonly remember: boolean;
  /** What was chosen in this browser before; left out, nothing. */
  readonly preferences?: Preferences;
  /** Of the request, for what its user is told; left out, the first of the languages. */
  readonly language?: Language;
  /** The ticket that the browser sent, if any: a former session of this browser ends, and its data moves over if it is theirs. */
  readonly previous: Ticket | null;
}

export interface StartedSession {
  readonly session: Session;
  /** The cookie's value. */
  readonly ticket: string;
  /** The cookie's `Max-Age` in seconds; null is a browser-session cookie. */
  readonly maxAgeSeconds: number | null;
  /** What the browser signs to bind the session to a key of its own; null: it is bound, or need not be. */
  readonly deviceChallenge: string | null;
}

/**
 * Starts a session under an id that has never been in a cookie before, so that a planted one gains nothing (session
 * fixation). The browser's former session ends, a guest's or the same user's data moves over, and beyond the maximum the
 * oldest ends.
 */
export async function startSession(
  engine: Engine,
  revocation: Revocation,
  input: StartSession,
): Promise<StartedSession> {
  const { store, keys, policy, now } = engine;
  const { preferences = NO_PREFERENCES, client, method } = input;
  const { identity, authenticatedAt } = input.idToken;
  const tag = userTag(engine.issuer, identity.sub);
  const id = newSessionId();
  const ref = sessionRef({ tag, id });
  const absoluteMs = input.remember ? policy.absoluteMs : policy.browserSessionMs;
  const createdAt = store.now();
  const draft = {
    ...{ identity, method, client, createdAt, authenticatedAt, preferences },
    absoluteExpiresAt: createdAt + absoluteMs,
    groupsConfirmed: true,
    remembered: input.remember,
    accessExpiresAt: input.tokens.accessExpiresAt,
    browserKey: null,
  };
  const record = encodeRecord(draft, ref, keys);
  const former = formerSession(input.previous);
  const replaces = former?.tag === tag ? former.idHash : null;
  const data = await dataToKeep(engine, input.previous, tag);
  const { ended } = await store.sessions.create({
    ref,
    record,
    sealed: await sealTokens(input.tokens, ref, keys),
    data,
    idleMs: policy.idleMs,
    absoluteMs,
    maxSessions: policy.maxSessionsPerUser,
    replaces,
  });
  const session = freshlyStored(engine, record, ref);
  const browserId = input.previous?.browserId ?? newBrowserId();
  const ticket: Ticket = { kind: 'session', tag, id, browserId, expiresAt: now() + absoluteMs };
  const guest = input.previous?.kind === 'guest' && data.size > 0 ? sessionRef(input.previous) : null;
  const { language = LANGUAGES[0] } = input;
  await settle(engine, revocation, { session, former, ended, replaces, browserId, guest, language });
  return {
    session,
    ticket: issueTicket(ticket, keys),
    maxAgeSeconds: input.remember ? Math.floor(absoluteMs / 1000) : null,
    deviceChallenge: await offerBinding(engine, ref),
  };
}

/** A session as the store has just been given it. */
export function freshlyStored(engine: Engine, record: string, ref: SessionRef): Session {
  const idle = { version: 1, refreshingUntil: 0, retryAt: 0, outageSince: 0 };
  const session = decodeRecord({ record, lastSeenAt: engine.store.now(), ...idle }, ref, engine);
  if (session === null) throw new Error('a record that was just made is not genuine');
  return session;
}

function formerSession(previous: Ticket | null): SessionRef | null {
  return previous?.kind === 'session' ? sessionRef(previous) : null;
}

/** A guest's data becomes the user's, and a user who proves again who they are keeps what they had. */
async function dataToKeep(
  { store }: Engine,
  previous: Ticket | null,
  tag: HashTag,
): Promise<ReadonlyMap<string, string>> {
  const isTheirs = previous?.kind === 'guest' || previous?.tag === tag;
  return previous && isTheirs ? store.appData.readAll(sessionRef(previous)) : new Map();
}

interface Aftermath {
  readonly session: Session;
  readonly former: SessionRef | null;
  readonly ended: readonly SessionIdHash[];
  readonly replaces: SessionIdHash | null;
  readonly browserId: BrowserId;
  /** A guest whose data the session has now; null for one who kept nothing. */
  readonly guest: SessionRef | null;
  readonly language: Language;
}

/** What follows a session that already exists. A guest's data is deleted only now that it has been copied. */
async function settle(engine: Engine, revocation: Revocation, aftermath: Aftermath): Promise<void> {
  const { session, former, ended, replaces, guest } = aftermath;
  const { tag } = session.ref;
  const surplus = ended.filter((idHash) => idHash !== replaces);
  const replaced = ended.filter((idHash) => idHash === replaces);
  if (ended.length > 0) await revocation.schedule(tag, 0);
  await Promise.all([
    guest ? engine.store.appData.dropGuest(guest) : null,
    former && former.tag !== tag ? revocation.end(former.tag, [former.idHash], 'replaced') : null,
    revocation.afterEnd(tag, surplus, 'too_many_sessions'),
    revocation.afterEnd(tag, replaced, 'replaced'),
    recordSignIn(engine, aftermath),
    noteUser(engine, session.identity, engine.policy.absoluteMs),
  ]);
  await Promise.all([
    ended.length > 0 ? revocation.tellCognito(tag) : null,
    former && former.tag !== tag ? revocation.tellCognito(former.tag) : null,
  ]);
}

async function recordSignIn(
  engine: Engine,
  { session, browserId, language }: Pick<Aftermath, 'session' | 'browserId' | 'language'>,
): Promise<void> {
  const { ref, method, client } = session;
  const about = { session: publicIdOf(ref.idHash), method, ...client };
  const isNew = await writeSignIn(engine, ref.tag, browserHash(browserId), about);
  if (!isNew) return;
  const told = { kind: 'new_device', session: about.session, client, language } as const;
  await tellUser(engine, session.identity, told);
}
