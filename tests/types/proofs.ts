/*
 * What must not compile: a value that nobody has checked, or that was checked to be something else. `npm run check`
 * fails when one of these lines compiles. Nothing runs this file.
 */
import type { NewAttempt } from '../../lib/auth/attempt';
import { parseReturnTo, type ReturnTo } from '../../lib/auth/return-to';
import { redirectTo } from '../../lib/http/respond';
import type { Log } from '../../lib/session/engine';
import type { VerifiedIdToken } from '../../lib/session/identity-provider';
import { publicIdOf } from '../../lib/session/record';
import type { SessionService } from '../../lib/session/service';
import type { PublicId } from '../../lib/session/session';
import type { StartSession } from '../../lib/session/start-session';
import { type BrowserId, browserHash, newSessionId, sessionRef, type Ticket } from '../../lib/session/ticket';
import type { Store } from '../../lib/store/port';
import type { Sealed } from '../../lib/store/records';
import { type HashTag, type SessionIdHash, sessionIdHash } from '../../lib/store/session-ref';

declare const text: string;
declare const ticket: Ticket;
declare const store: Store;
declare const service: SessionService;
declare const log: Log;

// A return path
const path: ReturnTo = parseReturnTo(text);
redirectTo(path, 303);
// @ts-expect-error: nobody is sent to an address as a request gave it
redirectTo(text, 303);
// @ts-expect-error: a path from a request or from Redis has not been checked
const unchecked: ReturnTo = text;
// @ts-expect-error: even one that looks harmless
const literal: ReturnTo = '/account';

// A verified id token
declare const claims: { identity: VerifiedIdToken['identity']; authenticatedAt: number; provider: null };
declare const signIn: Omit<StartSession, 'idToken'>;
// @ts-expect-error: claims that nobody has verified start no session
void service.start({ ...signIn, idToken: claims });

// Sealed tokens
const ref = sessionRef(ticket);
// @ts-expect-error: tokens in clear are not kept
void store.revocations.add(ref.tag, ref.idHash, text);
// @ts-expect-error: nor written by a refresh
void store.refreshLocks.complete(ref, 1, { record: text, sealed: text });

// A session id and its hash
// @ts-expect-error: the store is never given the id itself
void store.sessions.read({ tag: ticket.tag, idHash: ticket.id });
// @ts-expect-error: which has the form of a hash, and is none
sessionIdHash(newSessionId());
// @ts-expect-error: an id is from a genuine ticket or new
sessionRef({ tag: ticket.tag, id: text });
// @ts-expect-error: a hash is no id
sessionRef({ tag: ticket.tag, id: ref.idHash });

// A hash tag
// @ts-expect-error: a user's sub is not the tag of their keys
void store.sessions.list(text);
// @ts-expect-error: nor is the hash of a session id
const tag: HashTag = ref.idHash;

// A public id
const publicId: PublicId = publicIdOf(ref.idHash);
log('info', 'ended', { session: publicId });
// @ts-expect-error: a log line names a session by nothing else
log('info', 'ended', { session: ticket.id });
// @ts-expect-error: not by the hash of its id either
log('info', 'ended', { session: ref.idHash });
// @ts-expect-error: and it is derived from the hash alone
publicIdOf(ticket.id);

// A browser
const browser: NewAttempt['browser'] = browserHash(ticket.browserId);
// @ts-expect-error: an attempt does not hold the browser's id
const bare: NewAttempt['browser'] = ticket.browserId;
// @ts-expect-error: a browser's id is from a genuine ticket or new
const planted: BrowserId = text;
// @ts-expect-error: a session's id does not name a browser
browserHash(ticket.id);

export type Unused = [
  typeof unchecked,
  typeof literal,
  typeof tag,
  typeof browser,
  typeof bare,
  typeof planted,
  Sealed,
  SessionIdHash,
];
