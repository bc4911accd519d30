'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import type { ActionState } from '@/lib/data/action-state';
import { endPersonsSession, endPersonsSessions } from '@/lib/data/administration';
import { runAction } from '@/lib/data/run-action';
import { LatchkeyError } from '@/lib/errors';

const PATH = '/admin';

const formSchema = z.object({ sub: z.string().min(1).max(128), publicId: z.string().max(128).optional() });

/** Ends the session of the person `sub` that `publicId` names; without it, all of theirs. */
export async function endPersonsSessionsAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const fields = formSchema.safeParse(Object.fromEntries(form));
  const state = await runAction('admin/sessions', PATH, async () => {
    if (!fields.success) throw new LatchkeyError('invalid_request');
    const { sub, publicId } = fields.data;
    if (publicId === undefined) return inWords(await endPersonsSessions(sub));
    await endPersonsSession(sub, publicId);
    return 'That session has ended.';
  });
  revalidatePath(PATH);
  return state;
}

function inWords(ended: number): string {
  if (ended === 0) return 'There was no session any more.';
  return ended === 1 ? 'One session has ended.' : `${ended} sessions have ended.`;
}
