import type { ReactNode } from 'react';
import { SiteShell } from '@/components/site/site-shell';
import { config } from '@/lib/config/config';
import { viewerIfKnown } from '@/lib/data/viewer';

/**
 * The frame of pages rendered per request: the header says who is signed in from the first paint on. If that is not
 * known, the browser asks for itself, and says so.
 */
export default async function SiteLayout({ children }: { children: ReactNode }) {
  return (
    <SiteShell initial={await viewerIfKnown()} openTabs={config().openTabs}>
      {children}
    </SiteShell>
  );
}
