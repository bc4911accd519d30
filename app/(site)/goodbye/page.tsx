import { redirect } from 'next/navigation';
import { PageHeader } from '@/components/parts/page-header';
import { PageLink } from '@/components/parts/page-link';
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
        <PageLink className="button primary" href="/">
          {goHome}
        </PageLink>
      </p>
    </>
  );
}
