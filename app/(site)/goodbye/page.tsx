import Link from 'next/link';
import { redirect } from 'next/navigation';
import { PageHeader } from '@/components/parts/page-header';
import { getWords, titled } from '@/lib/data/language';
import { viewerIfKnown } from '@/lib/data/viewer';

export const generateMetadata = titled('accountDeleted');

/** Where those end up who have deleted their account. */
export default async function GoodbyePage() {
  if (await viewerIfKnown()) redirect('/');
  const [{ goodbye }, { goHome }] = await Promise.all([getWords('account'), getWords('frame')]);
  return (
    <>
      <PageHeader title={goodbye.title}>{goodbye.lead}</PageHeader>
      <p>
        <Link className="button primary" href="/">
          {goHome}
        </Link>
      </p>
    </>
  );
}
