'use server';

import { redirect } from 'next/navigation';
import { disown } from '@/lib/data/not-me';
import { runAction } from '@/lib/data/run-action';
import { LatchkeyError } from '@/lib/errors';

const PATH = '/account/not-me';

/** Ends the session that the field `publicId` names, if it is still there, and leads to what to do next. */
export async function notMeAction(form: FormData): Promise<void> {
  const publicId = form.get('publicId');
  const query = new URLSearchParams({ session: typeof publicId === 'string' ? publicId : '' });
  // Whether that worked is what the page finds out for itself, and says.
  await runAction('account/not-me', `${PATH}?${query}`, async () => {
    if (typeof publicId !== 'string') throw new LatchkeyError('invalid_request');
    await disown(publicId);
    return '';
  });
  redirect(`${PATH}?${query}`);
}
