import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../session/engine';
import type { Notify } from '../session/notice';
import { noticeInWords } from './notice-words';
import { mailSender } from './sender';

/** How long an answer waits for an e-mail, in milliseconds: mostly it is sent by then, and nobody notices. */
const PATIENCE_MS = 500;

/**
 * Tells users by e-mail, if the deployment sends any. What was done has been done: that nobody can be told of it is
 * logged, without the address, and fails nothing.
 *
 * @param origin the app's, for links
 */
export function notifyByMail(origin: string, log: Log): Notify {
  return async (notice) => {
    const sending = mailSender()?.(notice.to, noticeInWords(notice, origin)).catch((error: unknown) => {
      log('warn', 'mail_not_sent', { reason: notice.kind, error });
    });
    if (sending) await Promise.race([sending, pause(PATIENCE_MS, undefined, { ref: false })]);
  };
}
