import type { ReactNode } from 'react';
import { SiteShell } from '@/components/site/site-shell';
import { verifySession } from '@/lib/data/viewer';
import { hasCode } from '@/lib/errors';

/** The frame of pages rendered per request: the header says who is signed in from the first paint on. */
export default async function SiteLayout({ children }: { children: ReactNode }) {
  return <SiteShell initial={await viewerIfKnown()}>{children}</SiteShell>;
}

/** Undefined while sessions cannot be read: the browser then asks for itself, and says so. */
async function viewerIfKnown() {
  try {
    return await verifySession();
  } catch (error) {
    if (hasCode(error, 'store_unavailable')) return undefined;
    throw error;
  }
}
