import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { BRAND } from '@/lib/brand';
import './globals.css';
import './controls.css';

export const metadata: Metadata = {
  title: { default: BRAND.name, template: `%s · ${BRAND.name}` },
  description: BRAND.description,
};

export const viewport: Viewport = {
  colorScheme: 'light dark',
};

/**
 * Reads nothing of the request: pages below it may be prerendered. The document itself is each part's own, because its
 * language and look are the reader's on pages that are rendered for one.
 */
export default function RootLayout({ children }: { children: ReactNode }) {
  return children;
}
