import { PageHeader } from '@/components/parts/page-header';
import { PageLink } from '@/components/parts/page-link';
import { ADMIN_GROUP } from '@/lib/data/administrators';
import { getWords } from '@/lib/data/language';
import { viewerIfKnown } from '@/lib/data/viewer';

/**
 * Answers with 404, so that the address says nothing to those who may not see it; the words are for the honest. An
 * administrator comes here by the address of a user who is no more.
 */
export default async function AdminNotFoundPage() {
  const [viewer, { forbidden }, { goHome }, words] = await Promise.all([
    viewerIfKnown(),
    getWords('errors'),
    getWords('frame'),
    getWords('administration'),
  ]);
  const isAdmin = viewer?.groups.includes(ADMIN_GROUP) === true;
  const [title, next] = isAdmin
    ? [words.noSuchUser, words.noSuchUserNext]
    : [forbidden.message, forbidden.nextStep];
  return (
    <>
      <PageHeader title={title}>{next}</PageHeader>
      <PageLink className="button primary" href={isAdmin ? '/admin' : '/'}>
        {isAdmin ? words.allUsers : goHome}
      </PageLink>
    </>
  );
}
