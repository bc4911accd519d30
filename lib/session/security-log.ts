import * as z from 'zod/mini';
import type { HashTag } from '../store/session-ref';
import type { Engine } from './engine';
import { openText, sealText } from './sealed-text';
import { CREDENTIAL_CHANGES, type PublicId } from './session';
import type { SessionKeys } from './session-keys';
import type { BrowserHash } from './ticket';

/** Characters of the reason that an administrator gives. */
const NOTE_LENGTH = 200;

/** What the security log of a user tells. No field can hold a secret. */
const eventSchema = z.object({
  // Of the same millisecond, what comes later here has come of what comes before.
  type: z.enum([
    'sign_in_failed',
    'budget_exceeded',
    'signed_in',
    'new_device',
    'provider_linked',
    'administrative_act',
    'administered',
    ...CREDENTIAL_CHANGES,
    'refresh_refused',
    'reuse_detected',
    'binding_mismatch',
    'device_not_proved',
    'ended',
  ]),
  /** Public id of the session; null for what happened outside of any. */
  session: z._default(z.nullable(z.string()), null),
  /** Why a session ended, what did not match, what was done or tried, or Cognito's refusal by name. */
  reason: z.optional(z.string()),
  method: z.optional(z.string()),
  /** Why an administrator did something, in his own words. Both logs have it. */
  note: z.optional(z.string().check(z.maxLength(NOTE_LENGTH))),
  /** Whose account an administrator did something to: Cognito's user name. In the administrator's log alone. */
  about: z.optional(z.string()),
  /** What the browser said that it is; null when it did not say. */
  browser: z._default(z.nullable(z.string()), null),
  system: z._default(z.nullable(z.string()), null),
  address: z.optional(z.string()),
});

export type SecurityEvent = Omit<z.input<typeof eventSchema>, 'session'> & {
  readonly session: PublicId | null;
};

/** An entry of the security log. */
export interface ActivityEntry extends z.output<typeof eventSchema> {
  readonly id: string;
  /** Epoch milliseconds by the store's clock. */
  readonly at: number;
}

/** Entries that are searched for an ending: whoever asks has just been told that their session is over. */
export const ENDING_LIMIT = 100;

/** Each has its own room in the store. */
export const KINDS = eventSchema.shape.type.options;

export type EventKind = SecurityEvent['type'];

/** What changes how a user signs in. */
export const CREDENTIAL_EVENTS: readonly EventKind[] = CREDENTIAL_CHANGES;

/** Entries of each kind that a user is shown. */
const SHOWN_PER_KIND = 50;

/** Newest first, at most so many of each kind. An address is missing once the key that sealed it is no longer listed. */
export async function readSecurityLog(
  { store, keys }: Pick<Engine, 'store' | 'keys'>,
  tag: HashTag,
  limit = SHOWN_PER_KIND,
  kinds: readonly EventKind[] = KINDS,
): Promise<ActivityEntry[]> {
  const entries = await store.securityLog.read(tag, kinds, limit);
  return entries.flatMap(({ id, at, event }) => {
    const parsed = eventSchema.safeParse(JSON.parse(event));
    if (!parsed.success) return [];
    const { address: sealed, ...others } = parsed.data;
    const address = sealed === undefined ? null : openText(sealed, placeOf(tag), keys);
    return [{ id, at, ...others, ...(address !== null && { address }) }];
  });
}

/** As it is kept: what happened in clear, so that it can still be read when keys have changed; from where it came is not. */
function toText(event: SecurityEvent, tag: HashTag, keys: SessionKeys): string {
  const { address } = event;
  return JSON.stringify(address ? { ...event, address: sealText(address, placeOf(tag), keys) } : event);
}

function placeOf(tag: HashTag): string {
  return `latchkey log ${tag}`;
}

/** Writes to the user's security log. That it cannot be written is no reason to fail what it is about. */
export async function writeSecurityLog(
  { store, keys, log }: Pick<Engine, 'store' | 'keys' | 'log'>,
  tag: HashTag,
  ...events: SecurityEvent[]
): Promise<void> {
  for (const { type, session, reason } of events) log('info', type, { ...(session && { session }), reason });
  try {
    for (const kind of new Set(events.map(({ type }) => type))) {
      const ofKind = events.filter(({ type }) => type === kind);
      await store.securityLog.append(
        tag,
        kind,
        ofKind.map((event) => toText(event, tag, keys)),
      );
    }
  } catch (error) {
    log('warn', 'security_log_not_written', { count: events.length, error });
  }
}

/**
 * Writes a sign-in to the user's security log, and remembers its browser.
 *
 * @param about what the entries say: of the sign-in, and of a browser that is new to a user who has others
 * @returns whether it is such a one
 */
export async function writeSignIn(
  { store, keys, log }: Pick<Engine, 'store' | 'keys' | 'log'>,
  tag: HashTag,
  browser: BrowserHash,
  about: Omit<SecurityEvent, 'type'>,
): Promise<boolean> {
  const eventOf = (type: EventKind) => [type, toText({ type, ...about }, tag, keys)] as const;
  const events = { signedIn: eventOf('signed_in'), newBrowser: eventOf('new_device') };
  const isNew = (await store.securityLog.noteSignIn(tag, browser, events)) === 'new';
  const session = about.session ?? undefined;
  for (const type of isNew ? (['signed_in', 'new_device'] as const) : (['signed_in'] as const)) {
    log('info', type, { ...(session && { session }) });
  }
  return isNew;
}

/** Why a session ended, as its user's log tells it; null when that has no word of it, so it may have run out. */
export async function readEnding(
  engine: Pick<Engine, 'store' | 'keys'>,
  tag: HashTag,
  publicId: string,
): Promise<string | null> {
  const entries = await readSecurityLog(engine, tag, ENDING_LIMIT, ['ended']);
  return entries.find(({ session }) => session === publicId)?.reason ?? null;
}
