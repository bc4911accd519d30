import Link from 'next/link';
import { PageHeader } from '@/components/parts/page-header';
import { describeError } from '@/lib/errors';

/** Answers with 404, so that the address says nothing to those who may not see it; the words are for the honest. */
export default function AdminNotFoundPage() {
  const { message, nextStep } = describeError('forbidden');
  return (
    <>
      <PageHeader title={message}>{nextStep}</PageHeader>
      <Link className="button primary" href="/" prefetch={false}>
        Go to home page
      </Link>
    </>
  );
}
