import { DirectoryNotice } from '@/components/admin/directory-notice';
import { PeopleList } from '@/components/admin/people-list';
import { PersonSearch } from '@/components/admin/person-search';
import { NextPage } from '@/components/parts/next-page';
import { PageHeader } from '@/components/parts/page-header';
import { NotThere } from '@/components/site/not-there';
import { findPeople } from '@/lib/data/administration';
import { getWords, titled } from '@/lib/data/language';
import { leavePage } from '@/lib/data/leave-page';
import { hasCode } from '@/lib/errors';

const PATH = '/admin';

export const generateMetadata = titled('admin');

type Query = Promise<Readonly<Record<string, string | string[] | undefined>>>;

export default async function AdminPage({ searchParams }: { searchParams: Query }) {
  const { person, from: given } = await searchParams;
  const wanted = typeof person === 'string' ? person.trim().slice(0, 100) : '';
  const from = typeof given === 'string' ? given : undefined;
  const found = await findPeople(wanted, from).catch((error: unknown) => {
    if (hasCode(error, 'forbidden')) return null;
    return leavePage(error, PATH);
  });
  if (found === null) return <NotThere reason="forbidden" />;
  const { people, next, problem } = found;
  const words = await getWords('administration');
  return (
    <>
      <PageHeader eyebrow={words.eyebrow} title={words.heading}>
        {words.lead}
      </PageHeader>
      <div className="stack">
        <PersonSearch wanted={wanted} byBeginning={problem === null} />
        {problem && <DirectoryNotice problem={problem}>{words.meanwhileFound}</DirectoryNotice>}
        <PeopleList people={people} wanted={wanted} signedInOnly={problem !== null} />
        <NextPage
          path={PATH}
          query={wanted === '' ? {} : { person: wanted }}
          next={next}
          from={from}
          label={words.pages}
        />
      </div>
    </>
  );
}
