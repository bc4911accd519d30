import type { ReactNode } from 'react';
import { SiteShell } from '@/components/site/site-shell';

/** Prerendered once for all members, so the header asks for the session in the browser. */
export default function HandbookLayout({ children }: { children: ReactNode }) {
  return <SiteShell>{children}</SiteShell>;
}
