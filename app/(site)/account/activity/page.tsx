import { ActivityFilters } from '@/components/activity/activity-filters';
import { ActivityList } from '@/components/activity/activity-list';
import { NextPage } from '@/components/parts/next-page';
import { PageHeader } from '@/components/parts/page-header';
import { readActivity } from '@/lib/data/activity';
import { ACTIVITY_FILTERS } from '@/lib/data/activity-groups';
import { getWords, titled } from '@/lib/data/language';
import { leavePage } from '@/lib/data/leave-page';
import { notMeAction } from '../not-me/actions';

const PATH = '/account/activity';

export const generateMetadata = titled('activity');

type Query = Promise<Readonly<Record<string, string | string[] | undefined>>>;

export default async function ActivityPage({ searchParams }: { searchParams: Query }) {
  const { show, from: given } = await searchParams;
  const filter = ACTIVITY_FILTERS.find((each) => each === show) ?? 'all';
  const from = typeof given === 'string' ? given : undefined;
  const { groups, next } = await readActivity(filter, from).catch((error: unknown) => leavePage(error, PATH));
  const { heading, lead, pages } = await getWords('activity');
  return (
    <>
      <PageHeader title={heading}>{lead}</PageHeader>
      <ActivityFilters chosen={filter} />
      <ActivityList groups={groups} notMe={notMeAction} />
      <NextPage
        path={PATH}
        query={filter === 'all' ? {} : { show: filter }}
        next={next}
        from={from}
        label={pages}
      />
    </>
  );
}
