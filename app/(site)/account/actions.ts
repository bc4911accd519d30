'use server';

import { revalidatePath } from 'next/cache';
import { RedirectType, redirect } from 'next/navigation';
import * as z from 'zod';
import type { EmailFormState } from '@/components/account/email-form-state';
import { deleteAccount } from '@/lib/data/account-deletion';
import type { ActionState } from '@/lib/data/action-state';
import {
  confirmEmail,
  type EmailCodeOutcome,
  type EmailOutcome,
  requestEmail,
} from '@/lib/data/email-address';
import { getTranslations, getWords } from '@/lib/data/language';
import { runAction } from '@/lib/data/run-action';
import { changeName } from '@/lib/data/user-attributes';
import { verifySession } from '@/lib/data/viewer';

const PATH = '/account';
const nameSchema = z.string().trim().min(1).max(80);
const emailSchema = z.string().trim().max(254).pipe(z.email());
const MAX_ECHO = 200;
const INVALID = { status: 'failed', code: 'invalid_request' } as const;

/** Changes the signed-in user's name. */
export async function changeNameAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const typed = String(form.get('name') ?? '');
  const name = nameSchema.safeParse(typed);
  if (!name.success) {
    const { nameLength: message, nameNext: nextStep } = await getWords('account');
    return { ...INVALID, message, nextStep, field: 'name', typed: { name: typed.slice(0, MAX_ECHO) } };
  }
  const state = await runAction('account/name', PATH, async () => {
    await changeName(name.data);
    return (await getWords('account')).nameSaved;
  });
  if (state.status !== 'done') return { ...state, typed: { name: name.data } };
  revalidatePath(PATH);
  return state;
}

/**
 * Has a code sent to the address in the field `email`, or else to the one of before. With the field `code` makes that address
 * the user's.
 */
export async function changeEmailAction(previous: EmailFormState, form: FormData): Promise<EmailFormState> {
  const code = form.get('code');
  if (typeof code === 'string') return { ...(await confirm(code)), ...pick(previous) };
  const email = String(form.get('email') ?? previous.typed?.email ?? '');
  const address = emailSchema.safeParse(email);
  if (!address.success) {
    const { noAddress } = await getWords('emailRefusals');
    const typed = { email: email.slice(0, MAX_ECHO) };
    return { ...INVALID, ...noAddress, field: 'email', typed, isSent: false };
  }
  return { ...(await request(address.data, previous.isSent)), typed: { email: address.data } };
}

const pick = ({ typed, isSent }: EmailFormState) => ({ typed, isSent });

/** @param again whether a code has been sent before, which stays good if this one is not */
async function request(address: string, again: boolean) {
  const told: { outcome: EmailOutcome } = { outcome: 'not_accepted' };
  const t = await getTranslations('account');
  const state = await runAction('account/email', PATH, async () => {
    if ((await verifySession())?.email?.toLowerCase() === address.toLowerCase()) return t('alreadyYours');
    told.outcome = await requestEmail(address);
    return '';
  });
  if (state.status !== 'done' || state.message !== '') return { ...state, isSent: again };
  const { outcome } = told;
  if (outcome !== 'code_sent') {
    const refusal = (await getWords('emailRefusals')).asked[outcome];
    return { ...INVALID, ...refusal, field: 'email', isSent: again };
  }
  return { ...state, message: t(again ? 'emailSentAgain' : 'emailSent', { address }), isSent: true };
}

async function confirm(typed: string) {
  const told: { outcome: EmailCodeOutcome } = { outcome: 'wrong' };
  const code = typed.replace(/\s/g, '');
  const refusals = (await getWords('emailRefusals')).code;
  if (!/^\d{1,12}$/.test(code)) return { ...INVALID, ...refusals.wrong, field: 'code' };
  const state = await runAction('account/email', PATH, async () => {
    told.outcome = await confirmEmail(code);
    return '';
  });
  if (state.status !== 'done') return state;
  if (told.outcome !== 'changed') return { ...INVALID, ...refusals[told.outcome], field: 'code' };
  return redirect(`${PATH}?done=email_changed`, RedirectType.replace);
}

/** Deletes the account, if the field `confirmation` has the word for it. */
export async function deleteAccountAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const typed = form.get('confirmation');
  const t = await getTranslations('account');
  const word = t('deletion.word');
  if (typeof typed !== 'string' || typed.trim().toLowerCase() !== word) {
    const [message, nextStep] = [t('typeTheWord', { word }), t('nothingDeleted')];
    return { ...INVALID, message, nextStep, field: 'confirmation' };
  }
  const state = await runAction('account/delete', PATH, async () => {
    await deleteAccount();
    return '';
  });
  if (state.status === 'done') redirect('/goodbye', RedirectType.replace);
  // Asked first. Of Cognito that does not answer nobody knows what it has done.
  const isWhole = state.status === 'failed' && state.code === 'store_unavailable';
  return isWhole ? { ...state, nextStep: `${t('nothingDeleted')} ${state.nextStep}` } : state;
}
