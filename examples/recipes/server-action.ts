'use server';

import type { ActionState } from '@/lib/data/action-state';
import { runAction } from '@/lib/data/run-action';
import { requireSession } from '@/lib/data/viewer';
import { saveTitle } from './reports';

export async function renameReportAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  return runAction('reports/rename', '/reports', async () => {
    const { identity } = await requireSession();
    await saveTitle(identity.sub, String(form.get('title')));
    return 'The report has a new title.';
  });
}
