'use server';

import { revalidatePath } from 'next/cache';
import type { ActionState } from '@/lib/data/action-state';
import { endDevice, endOtherDevices } from '@/lib/data/devices';
import { runAction } from '@/lib/data/run-action';
import { LatchkeyError } from '@/lib/errors';

const PATH = '/account/sessions';

/** Ends the session that `publicId` names, or with `scope=others` all of the person's sessions but this one. */
export async function endSessionsAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const publicId = form.get('publicId');
  const state = await runAction('account/sessions', PATH, async () => {
    if (form.get('scope') === 'others') return inWords(await endOtherDevices());
    if (typeof publicId !== 'string') throw new LatchkeyError('invalid_request');
    await endDevice(publicId);
    return 'That session has ended.';
  });
  revalidatePath(PATH);
  return state;
}

function inWords(ended: number): string {
  if (ended === 0) return 'There was no other session.';
  return ended === 1 ? 'One other session has ended.' : `${ended} other sessions have ended.`;
}
