import { ActivityList } from '@/components/activity/activity-list';
import { NextSteps } from '@/components/activity/next-steps';
import { Card } from '@/components/parts/card';
import { Notice } from '@/components/parts/notice';
import { PageHeader } from '@/components/parts/page-header';
import { groupActivity } from '@/lib/data/activity-groups';
import { getWords, titled } from '@/lib/data/language';
import { leavePage } from '@/lib/data/leave-page';
import { readStory } from '@/lib/data/not-me';
import { notMeAction } from './actions';

const PATH = '/account/not-me';

export const generateMetadata = titled('notMe');

type Query = Promise<Readonly<Record<string, string | string[] | undefined>>>;

export default async function NotMePage({ searchParams }: { searchParams: Query }) {
  const { session } = await searchParams;
  const publicId = typeof session === 'string' ? session : '';
  const story = await readStory(publicId).catch((error: unknown) =>
    leavePage(error, `${PATH}?${new URLSearchParams({ session: publicId })}`),
  );
  const { notMe: words } = await getWords('activity');
  return (
    <>
      <PageHeader title={words.heading}>{words.lead}</PageHeader>
      <div className="stack">
        <div role="status">
          {story.isSignedIn ? (
            <Notice tone="danger" title={words.stillIn} />
          ) : (
            <Notice tone="success" title={words.out}>
              {words.outNext}
            </Notice>
          )}
        </div>
        {story.isSignedIn && (
          <form action={notMeAction}>
            <button type="submit" name="publicId" value={publicId} className="button danger">
              {words.end}
            </button>
          </form>
        )}
        <div className="columns">
          <Card title={words.whatNow}>
            <NextSteps />
          </Card>
          <Card title={words.whatItDid}>
            <ActivityList groups={groupActivity(story.entries)} />
          </Card>
        </div>
      </div>
    </>
  );
}
