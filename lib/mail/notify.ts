import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../session/engine';
import type { Notice, Notify } from '../session/notice';
import type { Message } from './notice-words';

/** How long an answer waits for an e-mail, in milliseconds: mostly it is sent by then, and nobody notices. */
const PATIENCE_MS = 500;

/** Sends a plain e-mail. @throws whatever the service that sends says */
export type SendMail = (to: string, message: Message) => Promise<void>;

/**
 * Tells users by e-mail. What was done has been done: that nobody can be told of it is
 * logged, without the address, and fails nothing.
 *
 * @param send null where the deployment sends none
 * @param origin the app's, for links
 */
export function notifyByMail(send: SendMail | null, origin: string, log: Log): Notify {
  return async (notice) => {
    if (send === null) return;
    const sending = tell(send, notice).catch((error: unknown) => {
      log('warn', 'mail_not_sent', { reason: notice.kind, error });
    });
    await Promise.race([sending, pause(PATIENCE_MS, undefined, { ref: false })]);
  };

  /** The catalogue is loaded with the first message, as a start has no use for it. */
  async function tell(sendMail: SendMail, notice: Notice): Promise<void> {
    const { noticeInWords } = await import('./notice-words');
    await sendMail(notice.to, noticeInWords(notice, origin));
  }
}
