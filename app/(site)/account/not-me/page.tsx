import type { Metadata } from 'next';
import { ActivityList } from '@/components/activity/activity-list';
import { NextSteps } from '@/components/activity/next-steps';
import { Card } from '@/components/parts/card';
import { Notice } from '@/components/parts/notice';
import { PageHeader } from '@/components/parts/page-header';
import { groupActivity } from '@/lib/data/activity-groups';
import { readStory } from '@/lib/data/not-me';
import { leavePage } from '@/lib/data/viewer';
import { notMeAction } from './actions';

const PATH = '/account/not-me';

export const metadata: Metadata = { title: 'That wasn’t you' };

type Query = Promise<Readonly<Record<string, string | string[] | undefined>>>;

export default async function NotMePage({ searchParams }: { searchParams: Query }) {
  const { session } = await searchParams;
  const publicId = typeof session === 'string' ? session : '';
  const story = await readStory(publicId).catch((error: unknown) =>
    leavePage(error, `${PATH}?${new URLSearchParams({ session: publicId })}`),
  );
  return (
    <>
      <PageHeader title="That wasn’t you">Keep whoever it was out, and see what they did.</PageHeader>
      <div className="stack">
        <div role="status">
          {story.isSignedIn ? (
            <Notice tone="danger" title="That device is still signed in." />
          ) : (
            <Notice tone="success" title="That device is signed out.">
              Whoever comes back there has to sign in anew.
            </Notice>
          )}
        </div>
        {story.isSignedIn && (
          <form action={notMeAction}>
            <button type="submit" name="publicId" value={publicId} className="button danger">
              Sign it out
            </button>
          </form>
        )}
        <div className="columns">
          <Card title="What to do now">
            <NextSteps />
          </Card>
          <Card title="What it did">
            <ActivityList groups={groupActivity(story.entries)} />
          </Card>
        </div>
      </div>
    </>
  );
}
