import { device } from '../../messages/en/device';
import { BRAND } from '../brand';
import { deviceInWords } from '../session/device-words';
import type { Notice, NoticeKind } from '../session/notice';

/** A plain e-mail. */
export interface Message {
  readonly subject: string;
  readonly text: string;
}

/** What happened, and in one sentence. */
type Words = readonly [subject: string, sentence: string];

const WORDS: Readonly<Record<NoticeKind, Words>> = {
  new_device: ['New sign-in to your account', 'Your account was signed in to on a device that is new to us.'],
  password_changed: ['Your password was changed', 'The password of your account was changed.'],
  password_reset: [
    'Your password was reset',
    'The password of your account was reset with a code by e-mail.',
  ],
  second_factor_on: ['Two-step verification is on', 'Two-step verification was turned on for your account.'],
  second_factor_off: [
    'Two-step verification is off',
    'Two-step verification was turned off for your account.',
  ],
  authenticator_app_set: ['New authenticator app', 'An authenticator app was set up for your account.'],
  passkey_added: ['New passkey', 'A passkey was added to your account.'],
  passkey_removed: ['Passkey removed', 'A passkey was removed from your account.'],
  email_changed: [
    'Your e-mail address was changed',
    'Your account has another e-mail address now. This one no longer signs you in.',
  ],
  account_deleted: [
    'Your account is deleted',
    'Your account was deleted, and all its devices are signed out.',
  ],
  sign_up_tried: [
    'You have an account already',
    'Somebody tried to make an account with your e-mail address. There is one already, and it stays as it is.',
  ],
};

/** After these the owner may not be able to sign in any more, so a link would lead nowhere. */
const OUT_OF_REACH: ReadonlySet<NoticeKind> = new Set(['email_changed', 'account_deleted']);

/**
 * A notice as a plain e-mail: what, when, where, and what to do about it.
 *
 * @param origin the app's, for the link
 */
export function noticeInWords({ kind, client, session, at }: Notice, origin: string): Message {
  const [subject, sentence] = WORDS[kind];
  const { address } = client;
  const facts = [
    `When: ${inUtc(at)}`,
    `Device: ${deviceInWords(client, device)}`,
    ...(address === '' || address === 'unknown' ? [] : [`Address: ${address}`]),
  ];
  return {
    subject: `${BRAND.name}: ${subject}`,
    text: [sentence, facts.join('\n'), ...advice()].join('\n\n'),
  };

  function advice(): readonly string[] {
    if (kind === 'sign_up_tried')
      return [
        `Was this you? Sign in, or choose “Forgot your password?” there:\n${origin}/sign-in`,
        'If it wasn’t, there is nothing to do.',
      ];
    return ['Was this you? Then there is nothing to do.', otherwise()];
  }

  function otherwise(): string {
    if (OUT_OF_REACH.has(kind)) return 'If it wasn’t, answer this e-mail at once.';
    if (session === null)
      return `If it wasn’t, somebody may be reading your e-mail. Change its password first, then reset this one:\n${origin}/account/security`;
    const page = `${origin}/account/not-me?${new URLSearchParams({ session })}`;
    return `If it wasn’t, sign that device out and secure your account:\n${page}`;
  }
}

function inUtc(at: number): string {
  const style = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' } as const;
  return `${new Intl.DateTimeFormat('en-GB', style).format(at)} UTC`;
}
