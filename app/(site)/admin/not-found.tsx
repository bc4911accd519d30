import Link from 'next/link';
import { PageHeader } from '@/components/parts/page-header';
import { getWords } from '@/lib/data/language';

/** Answers with 404, so that the address says nothing to those who may not see it; the words are for the honest. */
export default async function AdminNotFoundPage() {
  const [{ forbidden }, { goHome }] = await Promise.all([getWords('errors'), getWords('frame')]);
  return (
    <>
      <PageHeader title={forbidden.message}>{forbidden.nextStep}</PageHeader>
      <Link className="button primary" href="/" prefetch={false}>
        {goHome}
      </Link>
    </>
  );
}
