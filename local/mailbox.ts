import { randomUUID } from 'node:crypto';
import type { Clock } from './clock';
import type { CodePurpose } from './model';
import type { Store } from './state/store';

/** A message that Cognito or SES would send, as the inbox shows it. */
export interface Mail {
  readonly id: string;
  /** Null, as is the user name, for what an app sends by SES. */
  readonly poolId: string | null;
  readonly username: string | null;
  readonly medium: 'EMAIL' | 'SMS';
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly purpose: CodePurpose | null;
  /** The code, or the temporary password of an invitation; null in what an app sends. */
  readonly code: string | null;
  readonly sentAt: number;
}

/** Older messages are dropped: an inbox that nobody empties must not grow for ever. */
const KEEP = 500;

/** What Cognito would send by e-mail and text message, and an app by SES. Nothing leaves the machine. */
export function createMailbox(store: Store, clock: Clock) {
  const table = store.table<Mail>('mail', { key: (mail) => mail.id });
  return {
    deliver(mail: Omit<Mail, 'id' | 'sentAt'>): Mail {
      const [oldest] = table.size >= KEEP ? table.values() : [];
      if (oldest) table.delete(oldest.id);
      return table.put({ ...mail, id: randomUUID(), sentAt: clock.now() });
    },

    /** Newest first. @param to only what went to this address, letter case aside. */
    list(to?: string): Mail[] {
      const all = [...table.values()].reverse();
      return to === undefined ? all : all.filter((mail) => mail.to.toLowerCase() === to.toLowerCase());
    },

    clear: () => table.clear(),
  };
}

export type Mailbox = ReturnType<typeof createMailbox>;
