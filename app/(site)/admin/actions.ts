'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { endUserSession, endUserSessions } from '@/lib/data/administration';
import { runAction } from '@/lib/data/run-action';
import type { SignOutState } from '@/lib/data/sign-out-state';
import { LatchkeyError } from '@/lib/errors';

const PATH = '/admin';

const formSchema = z.object({ sub: z.string().min(1).max(128), publicId: z.string().max(128).optional() });

/** Ends the session of the user `sub` that `publicId` names; without it, all of theirs. */
export async function endPersonsSessionsAction(
  _previous: SignOutState,
  form: FormData,
): Promise<SignOutState> {
  const fields = formSchema.safeParse(Object.fromEntries(form));
  const state = await runAction('admin/sessions', PATH, async () => {
    if (!fields.success) throw new LatchkeyError('invalid_request');
    const { sub, publicId } = fields.data;
    if (publicId === undefined) return inWords(await endUserSessions(sub));
    await endUserSession(sub, publicId);
    return 'That device is signed out.';
  });
  if (state.status === 'done') revalidatePath(PATH);
  return { ...state, at: Date.now() };
}

function inWords(ended: number): string {
  if (ended === 0) return 'This user was signed out everywhere already.';
  return ended === 1 ? 'Signed out on one device.' : `Signed out on ${ended} devices.`;
}
