'use server';

import { RedirectType, redirect } from 'next/navigation';
import type { AuthenticatorState } from '@/components/security/authenticator-state';
import { type ActionState, IDLE } from '@/lib/data/action-state';
import { runAction } from '@/lib/data/run-action';
import {
  type AuthenticatorSecret,
  confirmAuthenticator,
  newAuthenticatorSecret,
  removeAuthenticator,
} from '@/lib/data/second-factor';
import type { CredentialChange } from '@/lib/session/session';

const PATH = '/account/security';
const NAME = 'account/security';

const WRONG_CODE: ActionState = {
  status: 'failed',
  code: 'invalid_request',
  message: 'That code is not right.',
  nextStep: 'Wait until the app shows the next one, and enter that.',
};

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
  const state = await runAction(NAME, PATH, async () => {
    await removeAuthenticator();
    return '';
  });
  if (state.status === 'done') showDone('second_factor_off');
  return state;
}

/** Shows the page anew, as the session under its new id sees it, with what was done in words. */
function showDone(change: CredentialChange): never {
  redirect(`${PATH}?${new URLSearchParams({ done: change })}`, RedirectType.replace);
}
