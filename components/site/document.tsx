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
        {/* As metadata, or as a file of `app/`, it would bring a client component or an import into each page. */}
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <BrandColours theme={theme} />
      </head>
      <body>{children}</body>
    </html>
  );
}
