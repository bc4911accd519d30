'use server';

import { revalidatePath } from 'next/cache';
import { endDevice, endOtherDevices, listDevices } from '@/lib/data/devices';
import { runAction } from '@/lib/data/run-action';
import type { SignOutState } from '@/lib/data/sign-out-state';
import { hasCode, LatchkeyError } from '@/lib/errors';
import { deviceInWords } from '@/lib/session/device-words';

const PATH = '/account/sessions';

/** Ends the session that `publicId` names, or with `scope=others` all of the user's sessions but this one. */
export async function endSessionsAction(_previous: SignOutState, form: FormData): Promise<SignOutState> {
  const publicId = form.get('publicId');
  const state = await runAction('account/sessions', PATH, async () => {
    if (form.get('scope') === 'others') return othersInWords(await endOtherDevices());
    if (typeof publicId !== 'string') throw new LatchkeyError('invalid_request');
    return signOut(publicId);
  });
  // Not after a failure: the page could not be rendered again either, and what it shows would be lost.
  if (state.status === 'done') revalidatePath(PATH);
  return { ...state, at: Date.now() };
}

async function signOut(publicId: string): Promise<string> {
  const device = (await listDevices()).find((each) => each.publicId === publicId);
  try {
    await endDevice(publicId);
  } catch (error) {
    if (hasCode(error, 'not_found')) return 'That device was already signed out.';
    throw error;
  }
  return `${device ? deviceInWords(device) : 'That device'} signed out.`;
}

function othersInWords(ended: number): string {
  if (ended === 0) return 'All other devices were already signed out.';
  return ended === 1 ? 'The other device signed out.' : `${ended} other devices signed out.`;
}
