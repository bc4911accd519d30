import { z } from 'zod';
import type { Store } from '../store/port';
import type { HashTag } from '../store/session-ref';
import type { Engine } from './engine';
import { CREDENTIAL_CHANGES, type PublicId } from './session';

/** What the security log of a person tells. No field can hold a secret. */
const eventSchema = z.object({
  type: z.enum([
    'signed_in',
    'new_device',
    'ended',
    'refresh_refused',
    'reuse_detected',
    'binding_mismatch',
    ...CREDENTIAL_CHANGES,
  ]),
  /** Public id of the session; none where nobody was signed in, as when a password is reset. */
  session: z.string().optional(),
  /** Why a session ended, what did not match, or Cognito's refusal by name. */
  reason: z.string().optional(),
  method: z.string().optional(),
  /** What the browser said that it is; null when it did not say. */
  browser: z.string().nullable().default(null),
  system: z.string().nullable().default(null),
  address: z.string().optional(),
});

export type SecurityEvent = z.input<typeof eventSchema> & { readonly session?: PublicId };

/** An entry of the security log. */
export interface ActivityEntry extends z.output<typeof eventSchema> {
  readonly id: string;
  /** Epoch milliseconds by the store's clock. */
  readonly at: number;
}

/** Entries that are searched for an ending: whoever asks has just been told that their session is over. */
const ENDING_LIMIT = 100;

/** Newest first, 100 entries unless said. */
export async function readSecurityLog(store: Store, tag: HashTag, limit = 100): Promise<ActivityEntry[]> {
  const entries = await store.securityLog.read(tag, limit);
  return entries.flatMap(({ id, at, event }) => {
    const parsed = eventSchema.safeParse(JSON.parse(event));
    return parsed.success ? [{ id, at, ...parsed.data }] : [];
  });
}

/** Writes to the person's security log. That it cannot be written is no reason to fail what it is about. */
export async function writeSecurityLog(
  { store, log }: Engine,
  tag: HashTag,
  ...events: SecurityEvent[]
): Promise<void> {
  for (const { type, session, reason } of events) log('info', type, { ...(session && { session }), reason });
  try {
    await store.securityLog.append(
      tag,
      events.map((event) => JSON.stringify(event)),
    );
  } catch (error) {
    log('warn', 'security_log_not_written', { count: events.length, error });
  }
}

/** Why a session ended, as its user's log tells it; null when that has no word of it, so it may have run out. */
export async function readEnding(store: Store, tag: HashTag, publicId: string): Promise<string | null> {
  const entries = await readSecurityLog(store, tag, ENDING_LIMIT);
  return entries.find(({ type, session }) => type === 'ended' && session === publicId)?.reason ?? null;
}
