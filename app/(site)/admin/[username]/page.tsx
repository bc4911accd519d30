import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { ActivityList } from '@/components/activity/activity-list';
import { Administer } from '@/components/admin/administer';
import { DirectoryNotice } from '@/components/admin/directory-notice';
import { PersonFacts } from '@/components/admin/person-facts';
import { Card } from '@/components/parts/card';
import { PageHeader } from '@/components/parts/page-header';
import { displayName } from '@/components/session/display-name';
import { groupActivity } from '@/lib/data/activity-groups';
import { readPerson } from '@/lib/data/administration';
import { leavePage } from '@/lib/data/viewer';
import { hasCode } from '@/lib/errors';
import { administerAction } from '../actions';

export const metadata: Metadata = { title: 'User' };

export default async function PersonPage({ params }: { params: Promise<{ username: string }> }) {
  const username = decodeURIComponent((await params).username);
  const person = await readPerson(username).catch((error: unknown) => {
    if (hasCode(error, 'forbidden') || hasCode(error, 'not_found')) notFound();
    return leavePage(error, `/admin/${encodeURIComponent(username)}`);
  });
  return (
    <>
      <PageHeader eyebrow={<Link href="/admin">All users</Link>} title={displayName(person)} />
      <div className="stack">
        {person.problem && (
          <DirectoryNotice problem={person.problem}>
            Meanwhile you see what this user’s sessions tell, and can end them.
          </DirectoryNotice>
        )}
        <div className="columns">
          <PersonFacts person={person} />
          <Card title="What happened">
            <ActivityList groups={groupActivity(person.activity)} ofAnother />
          </Card>
        </div>
        <Administer person={person} now={Date.now()} act={administerAction} />
      </div>
    </>
  );
}
