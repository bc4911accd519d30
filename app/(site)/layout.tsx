import type { Viewport } from 'next';
import type { ReactNode } from 'react';
import { Document } from '@/components/site/document';
import { SiteShell } from '@/components/site/site-shell';
import { COLOURS } from '@/lib/brand';
import { config } from '@/lib/config/config';
import { currentAppearance, getWords } from '@/lib/data/language';
import { viewerIfKnown } from '@/lib/data/viewer';

/** The browser's own frame follows a look that was chosen; otherwise it is as the device says by itself. */
export async function generateViewport(): Promise<Viewport> {
  const { theme } = await currentAppearance();
  if (theme === 'system') return {};
  return { colorScheme: theme, themeColor: COLOURS.surface[theme === 'light' ? 0 : 1] };
}

/**
 * The frame of pages rendered per request: the header says who is signed in from the first paint on. If that is not
 * known, the browser asks for itself, and says so.
 */
export default async function SiteLayout({ children }: { children: ReactNode }) {
  const [initial, { language, theme }, words] = await Promise.all([
    viewerIfKnown(),
    currentAppearance(),
    getWords('frame'),
  ]);
  return (
    <Document language={language} theme={theme}>
      <SiteShell initial={initial} openTabs={config().openTabs} language={language} words={words}>
        {children}
      </SiteShell>
    </Document>
  );
}
