import type { ReactNode } from 'react';
import { Document } from '@/components/site/document';

/** The document of the bench's pages in the product: its root layout leaves that to each part of the site. */
export default function BenchLayout({ children }: { children: ReactNode }) {
  return (
    <Document language="en" theme="system">
      {children}
    </Document>
  );
}
