import { ActivityList } from '@/components/activity/activity-list';
import { Administer } from '@/components/admin/administer';
import { DirectoryNotice } from '@/components/admin/directory-notice';
import { PersonFacts } from '@/components/admin/person-facts';
import { Card } from '@/components/parts/card';
import { PageHeader } from '@/components/parts/page-header';
import { PageLink } from '@/components/parts/page-link';
import { displayName } from '@/components/session/display-name';
import { NotThere } from '@/components/site/not-there';
import { groupActivity } from '@/lib/data/activity-groups';
import { readPerson } from '@/lib/data/administration';
import { getWords, titled } from '@/lib/data/language';
import { leavePage } from '@/lib/data/leave-page';
import { hasCode } from '@/lib/errors';
import { administerAction } from '../actions';

export const generateMetadata = titled('user');

export default async function PersonPage({ params }: { params: Promise<{ username: string }> }) {
  const username = decodeURIComponent((await params).username);
  const person = await readPerson(username).catch((error: unknown) => {
    if (hasCode(error, 'forbidden')) return 'forbidden';
    if (hasCode(error, 'not_found')) return 'not_found';
    return leavePage(error, `/admin/${encodeURIComponent(username)}`);
  });
  if (typeof person === 'string') return <NotThere reason={person} />;
  const [words, device, ways] = await Promise.all([
    getWords('administration'),
    getWords('device'),
    getWords('ways'),
  ]);
  return (
    <>
      <PageHeader eyebrow={<PageLink href="/admin">{words.allUsers}</PageLink>} title={displayName(person)} />
      <div className="stack">
        {person.problem && <DirectoryNotice problem={person.problem}>{words.meanwhileShown}</DirectoryNotice>}
        <div className="columns">
          <PersonFacts person={person} />
          <Card title={words.happened}>
            <ActivityList groups={groupActivity(person.activity)} ofAnother />
          </Card>
        </div>
        <Administer
          words={{ acts: words.acts, device, ways }}
          person={person}
          now={Date.now()}
          act={administerAction}
        />
      </div>
    </>
  );
}
