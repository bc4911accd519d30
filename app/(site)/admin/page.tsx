import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { People } from '@/components/admin/people';
import { PersonSearch } from '@/components/admin/person-search';
import { PageHeader } from '@/components/parts/page-header';
import { findUsers, type Person, requireAdministrator } from '@/lib/data/administration';
import { leavePage } from '@/lib/data/viewer';
import { hasCode } from '@/lib/errors';
import { endPersonsSessionsAction } from './actions';

const PATH = '/admin';

export const metadata: Metadata = { title: 'Admin' };

type Query = Promise<Readonly<Record<string, string | string[] | undefined>>>;

export default async function AdminPage({ searchParams }: { searchParams: Query }) {
  const { person } = await searchParams;
  const wanted = typeof person === 'string' ? person.trim().slice(0, 256) : '';
  const people = await lookUp(wanted).catch((error: unknown) => {
    if (hasCode(error, 'forbidden')) notFound();
    return leavePage(error, PATH);
  });
  return (
    <>
      <PageHeader eyebrow="For administrators" title="People and their sessions">
        Find someone who is signed in and end their sessions. They are told in their activity.
      </PageHeader>
      <div className="stack">
        <PersonSearch wanted={wanted} found={people.length} />
        <People people={people} now={Date.now()} end={endPersonsSessionsAction} />
      </div>
    </>
  );
}

async function lookUp(wanted: string): Promise<Person[]> {
  await requireAdministrator();
  return wanted === '' ? [] : findUsers(wanted);
}
