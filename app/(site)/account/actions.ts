'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { NameFormState } from '@/components/account/name-form-state';
import { signInPath } from '@/lib/auth/return-to';
import { changeName } from '@/lib/data/user-attributes';
import { toLatchkeyError } from '@/lib/errors';
import { log } from '@/lib/log';

const nameSchema = z.string().trim().min(1).max(80);

/** Changes the signed-in person's name. What was typed comes back with the answer, so nothing has to be typed twice. */
export async function changeNameAction(_previous: NameFormState, form: FormData): Promise<NameFormState> {
  const typed = String(form.get('name') ?? '');
  const name = nameSchema.safeParse(typed);
  if (!name.success) return { status: 'invalid', name: typed.slice(0, 200) };
  try {
    await changeName(name.data);
  } catch (thrown) {
    const error = toLatchkeyError(thrown);
    if (error.status === 401) redirect(signInPath('/account'));
    log('error', 'name_change_failed', { code: error.code, error });
    return { status: 'failed', name: name.data, message: error.message, nextStep: error.nextStep };
  }
  revalidatePath('/account');
  return { status: 'saved', name: name.data };
}
