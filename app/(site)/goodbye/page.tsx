import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { PageHeader } from '@/components/parts/page-header';
import { viewerIfKnown } from '@/lib/data/viewer';

export const metadata: Metadata = { title: 'Account deleted' };

/** Where those end up who have deleted their account. */
export default async function GoodbyePage() {
  if (await viewerIfKnown()) redirect('/');
  return (
    <>
      <PageHeader title="Your account is deleted">
        All your devices are signed out. You can create a new account at any time.
      </PageHeader>
      <p>
        <Link className="button primary" href="/">
          Go to home page
        </Link>
      </p>
    </>
  );
}
