import 'server-only';
import { userAgentFromString } from 'next/server';
import type { ActivityEntry } from '../session/activity';
import { sessions } from '../session/current';
import { requireSession } from './viewer';

/** One line of a person's security log. `at` is epoch milliseconds. */
export type Activity = Omit<ActivityEntry, 'userAgent'> & {
  readonly browser: string | null;
  readonly system: string | null;
};

/** The caller's security log, newest first. */
export async function listActivity(): Promise<Activity[]> {
  const { identity } = await requireSession();
  const entries = await sessions().activity(identity.sub);
  return entries.map(({ userAgent, ...entry }) => {
    const { browser, os } = userAgentFromString(userAgent);
    return { ...entry, browser: browser.name ?? null, system: os.name ?? null };
  });
}
