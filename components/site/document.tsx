import type { ReactNode } from 'react';
import type { Language, Theme } from '@/lib/preferences';
import { BrandColours } from './brand-colours';

interface DocumentProps {
  readonly language: Language;
  /** `system` unless its reader has chosen; the stylesheets ask the element for it. */
  readonly theme: Theme;
  readonly children: ReactNode;
}

/** The page as a document: its language, how it is lit, and the colours for the first paint. */
export function Document({ language, theme, children }: DocumentProps) {
  return (
    <html lang={language} data-theme={theme === 'system' ? undefined : theme}>
      <head>
        <BrandColours theme={theme} />
      </head>
      <body>{children}</body>
    </html>
  );
}
