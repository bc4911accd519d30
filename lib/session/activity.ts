import { z } from 'zod';
import type { Store } from '../store/port';

/** What the security log of a person tells. No field can hold a secret. */
const eventSchema = z.object({
  type: z.enum(['signed_in', 'new_device', 'ended', 'refresh_refused', 'reuse_detected', 'binding_mismatch']),
  /** Public id of the session. */
  session: z.string(),
  /** Why a session ended, what did not match, or Cognito's refusal by name. */
  reason: z.string().optional(),
  method: z.string().optional(),
  /** What the browser said that it is; null when it did not say. */
  browser: z.string().nullable().default(null),
  system: z.string().nullable().default(null),
  address: z.string().optional(),
});

export type SecurityEvent = z.input<typeof eventSchema>;

/** An entry of the security log. */
export interface ActivityEntry extends z.output<typeof eventSchema> {
  readonly id: string;
  /** Epoch milliseconds by the store's clock. */
  readonly at: number;
}

/** Newest first. */
export async function readActivity(store: Store, tag: string, limit: number): Promise<ActivityEntry[]> {
  const entries = await store.readEvents(tag, limit);
  return entries.flatMap(({ id, at, event }) => {
    const parsed = eventSchema.safeParse(JSON.parse(event));
    return parsed.success ? [{ id, at, ...parsed.data }] : [];
  });
}

export async function appendActivity(
  store: Store,
  tag: string,
  events: readonly SecurityEvent[],
): Promise<void> {
  await store.appendEvents(
    tag,
    events.map((event) => JSON.stringify(event)),
  );
}
