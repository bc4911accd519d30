import type { Metadata } from 'next';
import { ActivityList } from '@/components/activity/activity-list';
import { PageHeader } from '@/components/parts/page-header';
import { listActivity } from '@/lib/data/activity';
import { leavePage } from '@/lib/data/viewer';
import { notMeAction } from '../not-me/actions';

const PATH = '/account/activity';

export const metadata: Metadata = { title: 'Activity' };

export default async function ActivityPage() {
  const entries = await listActivity().catch((error: unknown) => leavePage(error, PATH));
  return (
    <>
      <PageHeader title="Your activity">
        What happened to your sessions, newest first. If something was not you, say so: that device is signed
        out, and you see what it did.
      </PageHeader>
      <ActivityList entries={entries} notMe={notMeAction} />
    </>
  );
}
