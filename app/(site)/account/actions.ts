'use server';

import { revalidatePath } from 'next/cache';
import { RedirectType, redirect } from 'next/navigation';
import * as z from 'zod';
import type { EmailFormState } from '@/components/account/email-form-state';
import type { NameFormState } from '@/components/account/name-form-state';
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
export async function changeNameAction(_previous: NameFormState, form: FormData): Promise<NameFormState> {
  const typed = String(form.get('name') ?? '');
  const name = nameSchema.safeParse(typed);
  if (!name.success) {
    const { nameLength: message, nameNext: nextStep } = await getWords('account');
    return { ...INVALID, message, nextStep, name: typed.slice(0, MAX_ECHO) };
  }
  const state = await runAction('account/name', PATH, async () => {
    await changeName(name.data);
    return (await getWords('account')).nameSaved;
  });
  if (state.status === 'done') revalidatePath(PATH);
  return { ...state, name: name.data };
}

/** Has a code sent to the address in the field `email`, or with the field `code` makes that address the user's. */
export async function changeEmailAction(previous: EmailFormState, form: FormData): Promise<EmailFormState> {
  const [email, code] = [form.get('email'), form.get('code')];
  if (typeof code === 'string') return { ...(await confirm(code)), ...pick(previous) };
  const typed = typeof email === 'string' ? email : '';
  const address = emailSchema.safeParse(typed);
  if (!address.success) {
    const { noAddress } = await getWords('emailRefusals');
    return { ...INVALID, ...noAddress, address: typed.slice(0, MAX_ECHO), isSent: false };
  }
  return { ...(await request(address.data, previous.isSent)), address: address.data };
}

const pick = ({ address, isSent }: EmailFormState) => ({ address, isSent });

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
    return { ...INVALID, ...(await getWords('emailRefusals')).asked[outcome], isSent: again };
  }
  return { ...state, message: t(again ? 'emailSentAgain' : 'emailSent', { address }), isSent: true };
}

async function confirm(typed: string) {
  const told: { outcome: EmailCodeOutcome } = { outcome: 'wrong' };
  const code = typed.replace(/\s/g, '');
  const refusals = (await getWords('emailRefusals')).code;
  if (!/^\d{1,12}$/.test(code)) return { ...INVALID, ...refusals.wrong };
  const state = await runAction('account/email', PATH, async () => {
    told.outcome = await confirmEmail(code);
    return '';
  });
  if (state.status !== 'done') return state;
  if (told.outcome !== 'changed') return { ...INVALID, ...refusals[told.outcome] };
  return redirect(`${PATH}?done=email_changed`, RedirectType.replace);
}

/** Deletes the account, if the field `confirmation` has the word for it. */
export async function deleteAccountAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const typed = form.get('confirmation');
  const t = await getTranslations('account');
  const word = t('deletion.word');
  if (typeof typed !== 'string' || typed.trim().toLowerCase() !== word) {
    return { ...INVALID, message: t('typeTheWord', { word }), nextStep: t('nothingDeleted') };
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
