'use server';

import type { ActionState } from '@/lib/data/action-state';
import { requireRecentSignIn } from '@/lib/data/recent-sign-in';
import { runAction } from '@/lib/data/run-action';
import { saveTitle } from './reports';

export async function clearAction(): Promise<ActionState> {
  return runAction('reports/clear', '/reports', async () => {
    const { identity } = await requireRecentSignIn();
    await saveTitle(identity.sub, '');
    return 'Your reports are cleared.';
  });
}
