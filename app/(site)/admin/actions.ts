'use server';

import { revalidatePath } from 'next/cache';
import * as z from 'zod';
import { administer, type Outcome } from '@/lib/data/administrative-acts';
import { getTranslations } from '@/lib/data/language';
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

async function inWords(act: AdministrativeAct, { ended, toldCognito }: Outcome): Promise<string> {
  const t = await getTranslations('administration');
  const signedOut =
    ended === 0 ? t('done.none') : ended === 1 ? t('done.one') : t('done.many', { count: `${ended}` });
  switch (act) {
    case 'ended_a_session':
    case 'enabled_account':
      return t(`done.${act}`);
    case 'ended_all_sessions':
      return toldCognito ? t('done.ended_all_sessions', { signedOut }) : t('done.notTold', { signedOut });
    case 'disabled_account':
    case 'reset_password':
      return t(`done.${act}`, { signedOut });
  }
}
