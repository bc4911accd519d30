'use server';

import { revalidatePath } from 'next/cache';
import { endDevice, endOtherDevices, listDevices } from '@/lib/data/devices';
import { getTranslations, getWords } from '@/lib/data/language';
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
  const t = await getTranslations('devices');
  const device = (await listDevices()).find((each) => each.publicId === publicId);
  try {
    await endDevice(publicId);
  } catch (error) {
    if (hasCode(error, 'not_found')) return t('already');
    throw error;
  }
  if (device === undefined) return t('thatSignedOut');
  return t('signedOut', { device: deviceInWords(device, await getWords('device')) });
}

async function othersInWords(ended: number): Promise<string> {
  const t = await getTranslations('devices');
  if (ended === 0) return t('othersAlready');
  return ended === 1 ? t('otherSignedOut') : t('othersSignedOut', { count: `${ended}` });
}
