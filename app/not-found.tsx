import type { Metadata } from 'next';
import Link from 'next/link';
import { PageHeader } from '@/components/parts/page-header';
import { SiteShell } from '@/components/site/site-shell';

export const metadata: Metadata = { title: 'Not found' };

/** The same for everyone, so its header asks for the session in the browser. */
export default function NotFoundPage() {
  return (
    <SiteShell>
      <PageHeader title="There is nothing here">Check the address, or start from the beginning.</PageHeader>
      <Link className="button primary" href="/">
        To the home page
      </Link>
    </SiteShell>
  );
}
