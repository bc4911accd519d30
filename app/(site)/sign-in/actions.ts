'use server';

import { redirect } from 'next/navigation';
import { signInPath } from '@/lib/auth/return-to';
import { chooseLanguage } from '@/lib/data/preferences';
import { errorCodeOf } from '@/lib/errors';
import { parsePreferences } from '@/lib/preferences';

/** Keeps the field `language` in this browser, and opens the page again in it: for the same way back and the same reason. */
export async function chooseLanguageAction(form: FormData): Promise<never> {
  await chooseLanguage(parsePreferences(form.get('language'), null).language);
  const reason = form.get('error');
  redirect(signInPath(`${form.get('returnTo')}`, reason === null ? undefined : errorCodeOf(`${reason}`)));
}
