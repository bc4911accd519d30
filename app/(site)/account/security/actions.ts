'use server';

import { RedirectType, redirect } from 'next/navigation';
import type { AuthenticatorState } from '@/components/security/authenticator-state';
import type { PasskeyStart } from '@/components/security/passkey-start';
import { type ActionState, IDLE } from '@/lib/data/action-state';
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

const PATH = '/account/security';
const NAME = 'account/security';
/** Longer than any browser's answer, in characters. */
const MAX_CREDENTIAL = 32_768;

const failed = (message: string, nextStep: string): ActionState => ({
  status: 'failed',
  code: 'invalid_request',
  message,
  nextStep,
});

const WRONG_CODE = failed(
  'That code is not right.',
  'Wait until the app shows the next one, and enter that.',
);

const PASSWORD_REFUSALS: Readonly<Record<Exclude<PasswordOutcome, 'changed'>, ActionState>> = {
  wrong: failed('Your current password isn’t right.', 'Check it and try again.'),
  too_weak: failed('The new password is too weak.', 'Follow the rules below the field.'),
  used_before: failed('You have used that password before.', 'Choose another one.'),
  too_often: failed('Too many attempts.', 'Wait a few minutes, then try again.'),
};

/** Changes the password from `previous` to `proposed`. */
export async function changePasswordAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const [previous, proposed] = [form.get('previous'), form.get('proposed')];
  if (typeof previous !== 'string' || typeof proposed !== 'string' || !previous || !proposed)
    return failed('Both passwords are needed.', 'Fill in both fields.');
  const told: { outcome: PasswordOutcome } = { outcome: 'wrong' };
  const state = await runAction(NAME, PATH, async () => {
    told.outcome = await changePassword(previous, proposed);
    return '';
  });
  if (state.status !== 'done') return state;
  const { outcome } = told;
  return outcome === 'changed' ? showDone('password_changed') : PASSWORD_REFUSALS[outcome];
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
  if (!/^\d{6}$/.test(code)) return { ...WRONG_CODE, secret };
  let isRight = false;
  const state = await runAction(NAME, PATH, async () => {
    isRight = await confirmAuthenticator(code);
    return '';
  });
  if (state.status === 'done' && !isRight) return { ...WRONG_CODE, secret };
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
