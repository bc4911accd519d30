import type { Metadata } from 'next';
import { NothingHere } from '@/components/site/nothing-here';
import { SiteShell } from '@/components/site/site-shell';

export const metadata: Metadata = { title: 'Not found' };

/** For addresses below prerendered pages. The same for everyone, so its header asks for the session in the browser. */
export default function NotFoundPage() {
  return (
    <SiteShell>
      <NothingHere />
    </SiteShell>
  );
}
