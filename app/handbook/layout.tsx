import type { ReactNode } from 'react';
import { Document } from '@/components/site/document';
import { SiteShell } from '@/components/site/site-shell';
import { wordsIn } from '@/lib/words';

/** Prerendered once for all members: in English, lit as the device is, and the header asks for the session in the browser. */
export default function HandbookLayout({ children }: { children: ReactNode }) {
  return (
    <Document language="en" theme="system">
      <SiteShell language="en" words={wordsIn('en', 'frame')}>
        {children}
      </SiteShell>
    </Document>
  );
}
