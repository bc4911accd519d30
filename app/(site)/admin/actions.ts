'use server';

import { revalidatePath } from 'next/cache';
import * as z from 'zod';
import { administer, type Outcome } from '@/lib/data/administrative-acts';
import { runAction } from '@/lib/data/run-action';
import type { SignOutState } from '@/lib/data/sign-out-state';
import { LatchkeyError } from '@/lib/errors';
import { ADMINISTRATIVE_ACTS, type AdministrativeAct } from '@/lib/session/incidents';

const formSchema = z.object({
  act: z.enum(ADMINISTRATIVE_ACTS),
  username: z.string().min(1).max(128),
  publicId: z.string().max(128).optional(),
  note: z.string().trim().min(3).max(200),
});

/** Does to the account of `username` what `act` says, for the reason in `note`. */
export async function administerAction(_previous: SignOutState, form: FormData): Promise<SignOutState> {
  const fields = formSchema.safeParse(Object.fromEntries(form));
  const path = fields.success ? `/admin/${encodeURIComponent(fields.data.username)}` : '/admin';
  const state = await runAction('admin/act', path, async () => {
    if (!fields.success) throw new LatchkeyError('invalid_request');
    const { publicId, ...wanted } = fields.data;
    return inWords(wanted.act, await administer({ ...wanted, publicId }));
  });
  if (state.status === 'done') revalidatePath(path);
  return { ...state, at: Date.now() };
}

function inWords(act: AdministrativeAct, { ended, toldCognito }: Outcome): string {
  switch (act) {
    case 'ended_a_session':
      return 'That device is signed out.';
    case 'ended_all_sessions':
      return toldCognito
        ? `${signedOut(ended)} Cognito revoked every token.`
        : `${signedOut(ended)} ${NOT_TOLD}`;
    case 'disabled_account':
      return `The account is disabled. ${signedOut(ended)}`;
    case 'enabled_account':
      return 'The account is enabled again.';
    case 'reset_password':
      return `A code is on its way by e-mail. ${signedOut(ended)}`;
  }
}

const NOT_TOLD = 'Cognito could not be told: sessions of other apps go on.';

function signedOut(ended: number): string {
  if (ended === 0) return 'No device was signed in.';
  return ended === 1 ? 'Signed out on one device.' : `Signed out on ${ended} devices.`;
}
