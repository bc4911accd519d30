'use server';

import { revalidatePath } from 'next/cache';
import * as z from 'zod';
import type { NameFormState } from '@/components/account/name-form-state';
import { runAction } from '@/lib/data/run-action';
import { changeName } from '@/lib/data/user-attributes';

const nameSchema = z.string().trim().min(1).max(80);
const MAX_ECHO = 200;

/** Changes the signed-in user's name. */
export async function changeNameAction(_previous: NameFormState, form: FormData): Promise<NameFormState> {
  const typed = String(form.get('name') ?? '');
  const name = nameSchema.safeParse(typed);
  if (!name.success) {
    const message = 'A name has 1 to 80 characters.';
    const nextStep = 'Change it and save again.';
    return { status: 'failed', code: 'invalid_request', message, nextStep, name: typed.slice(0, MAX_ECHO) };
  }
  const state = await runAction('account/name', '/account', async () => {
    await changeName(name.data);
    return 'Your name is saved.';
  });
  if (state.status === 'done') revalidatePath('/account');
  return { ...state, name: name.data };
}
