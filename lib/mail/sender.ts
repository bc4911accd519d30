import 'server-only';
import type { Message } from './notice-words';

/** Sends a plain e-mail. @throws whatever the service that sends says */
export type SendMail = (to: string, message: Message) => Promise<void>;

/** Middleware and pages are bundled apart but run in one process: what one has been given, the other has. */
const shared = globalThis as typeof globalThis & { [key: symbol]: SendMail | undefined };
const SENDER = Symbol.for('latchkey.mail');

/** Says how mail is sent from now on; before that none is. */
export function sendMailBy(send: SendMail): void {
  shared[SENDER] = send;
}

/** How mail is sent; undefined where none is. */
export function mailSender(): SendMail | undefined {
  return shared[SENDER];
}
