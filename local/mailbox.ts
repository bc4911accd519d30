import { randomUUID } from 'node:crypto';
import type { Clock } from './clock';
import type { CodePurpose } from './model';
import type { Store } from './state/store';

/** A message that Cognito would send, as the inbox shows it. */
export interface Mail {
  readonly id: string;
  readonly poolId: string;
  readonly username: string;
  readonly medium: 'EMAIL' | 'SMS';
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly purpose: CodePurpose;
  /** The code, or the temporary password of an invitation. */
  readonly code: string;
  readonly sentAt: number;
}

/** Older messages are dropped: an inbox that nobody empties must not grow for ever. */
const KEEP = 500;

/** What Cognito would send by e-mail and text message. Nothing leaves the machine. */
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
