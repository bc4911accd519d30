'use server';

import type { ActionState } from '@/lib/data/action-state';
import { requireGroup } from '@/lib/data/groups';
import { runAction } from '@/lib/data/run-action';
import { saveTitle } from './reports';

export async function publishAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  return runAction('drafts/publish', '/editors', async () => {
    const { identity } = await requireGroup('editors');
    await saveTitle(identity.sub, String(form.get('title')));
    return 'The draft is published.';
  });
}
