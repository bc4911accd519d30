import 'server-only';
import { BRAND } from '../brand';
import { deviceInWords } from '../session/device-words';
import type { Notice, NoticeKind } from '../session/notice';
import { formatterFor, type Translate, translator, wordsIn } from '../words';

/** A plain e-mail. */
export interface Message {
  readonly subject: string;
  readonly text: string;
}

/** After these the owner may not be able to sign in any more, so a link would lead nowhere. */
const OUT_OF_REACH: ReadonlySet<NoticeKind> = new Set(['email_changed', 'account_deleted']);

/**
 * A notice as a plain e-mail in its language: what, when, where, and what to do about it.
 *
 * @param origin the app's, for the link
 */
export function noticeInWords(notice: Notice, origin: string): Message {
  const { kind, language } = notice;
  const t = translator(language, 'mail');
  return {
    subject: t('subject', { app: BRAND.name, subject: t(`${kind}.subject`) }),
    text: [t(`${kind}.sentence`), factsOf(notice, t).join('\n'), ...adviceOn(notice, origin, t)].join('\n\n'),
  };
}

function factsOf({ client, language, at }: Notice, t: Translate<'mail'>): readonly string[] {
  const { address } = client;
  const time = formatterFor(language).dateTime(at, { dateStyle: 'medium', timeStyle: 'short' });
  return [
    t('when', { time }),
    t('device', { device: deviceInWords(client, wordsIn(language, 'device')) }),
    ...(address === '' || address === 'unknown' ? [] : [t('address', { address })]),
  ];
}

function adviceOn({ kind, session }: Notice, origin: string, t: Translate<'mail'>): readonly string[] {
  if (kind === 'sign_up_tried') return [`${t('signInThere')}\n${origin}/sign-in`, t('nothingToDo')];
  return [t('itWasYou'), otherwise()];

  function otherwise(): string {
    if (OUT_OF_REACH.has(kind)) return t('answerAtOnce');
    if (session === null) return `${t('mailboxFirst')}\n${origin}/account/security`;
    return `${t('signItOut')}\n${origin}/account/not-me?${new URLSearchParams({ session })}`;
  }
}
