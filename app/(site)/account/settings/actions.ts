'use server';

import type { ActionState } from '@/lib/data/action-state';
import { languageAfterChoice } from '@/lib/data/language';
import { choosePreferences } from '@/lib/data/preferences';
import { runAction } from '@/lib/data/run-action';
import { parsePreferences } from '@/lib/preferences';
import { wordsIn } from '@/lib/words';

/**
 * Keeps the fields `language` and `theme`; what is not known of them counts as not chosen. As it sets a cookie, Next renders the
 * page anew, its frame too.
 */
export async function chooseAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const preferences = parsePreferences(form.get('language'), form.get('theme'));
  return runAction('account/settings', '/account', async () => {
    await choosePreferences(preferences);
    return wordsIn(await languageAfterChoice(preferences), 'settings').saved;
  });
}
