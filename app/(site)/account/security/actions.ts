'use server';

import { RedirectType, redirect } from 'next/navigation';
import type { AuthenticatorState } from '@/components/security/authenticator-state';
import type { PasskeyStart } from '@/components/security/passkey-start';
import { type ActionState, IDLE } from '@/lib/data/action-state';
import { getWords } from '@/lib/data/language';
import { addPasskey, type PasskeyOptions, removePasskey, startPasskey } from '@/lib/data/passkeys';
import { changePassword, type PasswordOutcome } from '@/lib/data/password';
import { runAction } from '@/lib/data/run-action';
import {
  type AuthenticatorSecret,
  confirmAuthenticator,
  newAuthenticatorSecret,
  removeAuthenticator,
} from '@/lib/data/second-factor';
import { LatchkeyError } from '@/lib/errors';
import { parseJson } from '@/lib/json';
import type { CredentialChange } from '@/lib/session/session';
import type { Words } from '@/messages/words';

const PATH = '/account/security';
const NAME = 'account/security';
/** Longer than any browser's answer, in characters. */
const MAX_CREDENTIAL = 32_768;

async function refused(why: keyof Words<'security'>['refusals'], field?: string): Promise<ActionState> {
  const { refusals } = await getWords('security');
  return { status: 'failed', code: 'invalid_request', ...refusals[why], field };
}

/** Which field a refusal is about. Trying too often is no field's fault. */
const AT_FAULT = { wrong: 'previous', too_weak: 'proposed', used_before: 'proposed', too_often: undefined };

/** Changes the password from `previous` to `proposed`. */
export async function changePasswordAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const [previous, proposed] = [form.get('previous'), form.get('proposed')];
  if (typeof previous !== 'string' || typeof proposed !== 'string' || !previous || !proposed)
    return refused('bothNeeded');
  const told: { outcome: PasswordOutcome } = { outcome: 'wrong' };
  const state = await runAction(NAME, PATH, async () => {
    told.outcome = await changePassword(previous, proposed);
    return '';
  });
  if (state.status !== 'done') return state;
  const { outcome } = told;
  if (outcome === 'changed') showDone('password_changed');
  return refused(outcome, AT_FAULT[outcome]);
}

/** Starts to set an authenticator app up, or finishes it with the field `code`. */
export async function setUpAuthenticatorAction(
  { secret }: AuthenticatorState,
  form: FormData,
): Promise<AuthenticatorState> {
  const code = form.get('code');
  return typeof code === 'string' && secret !== null ? confirm(secret, code) : start();
}

async function start(): Promise<AuthenticatorState> {
  let secret: AuthenticatorSecret | null = null;
  const state = await runAction(NAME, PATH, async () => {
    secret = await newAuthenticatorSecret();
    return '';
  });
  return state.status === 'done' ? { ...IDLE, secret } : { ...state, secret: null };
}

async function confirm(secret: AuthenticatorSecret, typed: string): Promise<AuthenticatorState> {
  const code = typed.replace(/\s/g, '');
  if (!/^\d{6}$/.test(code)) return { ...(await refused('wrongCode', 'code')), secret };
  let isRight = false;
  const state = await runAction(NAME, PATH, async () => {
    isRight = await confirmAuthenticator(code);
    return '';
  });
  if (state.status === 'done' && !isRight) return { ...(await refused('wrongCode', 'code')), secret };
  if (state.status === 'done') showDone('second_factor_on');
  return { ...state, secret };
}

/** Switches the authenticator app off. */
export async function removeAuthenticatorAction(): Promise<ActionState> {
  return doAndShow('second_factor_off', removeAuthenticator);
}

/** Begins to add a passkey: what the browser needs to make one. */
export async function startPasskeyAction(): Promise<PasskeyStart> {
  let options: PasskeyOptions = {};
  const state = await runAction(NAME, PATH, async () => {
    options = await startPasskey();
    return '';
  });
  return state.status === 'failed' ? state : { status: 'ready', options };
}

/** Adds the passkey that the browser has made, as JSON. */
export async function addPasskeyAction(credential: string): Promise<ActionState> {
  return doAndShow('passkey_added', async () => {
    if (typeof credential !== 'string' || credential.length > MAX_CREDENTIAL)
      throw new LatchkeyError('invalid_request');
    const made = parseJson(credential);
    if (typeof made !== 'object' || made === null) throw new LatchkeyError('invalid_request');
    await addPasskey(made);
  });
}

/** Removes the passkey that the field `id` names. */
export async function removePasskeyAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  return doAndShow('passkey_removed', async () => {
    const id = form.get('id');
    if (typeof id !== 'string' || id === '') throw new LatchkeyError('invalid_request');
    await removePasskey(id);
  });
}

async function doAndShow(change: CredentialChange, act: () => Promise<void>): Promise<ActionState> {
  const state = await runAction(NAME, PATH, async () => {
    await act();
    return '';
  });
  return state.status === 'done' ? showDone(change) : state;
}

/** Shows the page anew, as the session under its new id sees it, with what was done in words. */
function showDone(change: CredentialChange): never {
  redirect(`${PATH}?${new URLSearchParams({ done: change })}`, RedirectType.replace);
}
