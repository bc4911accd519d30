import type { ReactNode } from 'react';
import type { Language, Theme } from '@/lib/preferences';
import { BrandColours } from './brand-colours';
import { TabIcon } from './tab-icon';

interface DocumentProps {
  readonly language: Language;
  /** `system` unless its reader has chosen; the stylesheets ask the element for it. */
  readonly theme: Theme;
  readonly children: ReactNode;
}

/** The page as a document: its language, its icon, how it is lit, and the colours for the first paint. */
export function Document({ language, theme, children }: DocumentProps) {
  return (
    <html lang={language} data-theme={theme === 'system' ? undefined : theme}>
      <head>
        <TabIcon />
        <BrandColours theme={theme} />
      </head>
      <body>{children}</body>
    </html>
  );
}
