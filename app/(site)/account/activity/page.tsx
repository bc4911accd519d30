import type { Metadata } from 'next';
import { ActivityList } from '@/components/activity/activity-list';
import { PageHeader } from '@/components/parts/page-header';
import { listActivity } from '@/lib/data/activity';
import { leavePage } from '@/lib/data/viewer';

const PATH = '/account/activity';

export const metadata: Metadata = { title: 'Activity' };

export default async function ActivityPage() {
  const entries = await listActivity().catch((error: unknown) => leavePage(error, PATH));
  return (
    <>
      <PageHeader title="Your activity">
        What happened to your sessions, newest first. If something was not you, end that session and change
        your password.
      </PageHeader>
      <ActivityList entries={entries} />
    </>
  );
}
