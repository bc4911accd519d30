'use client';

import { useSyncExternalStore } from 'react';
import { BrandColours } from '@/components/site/brand-colours';
import { BRAND } from '@/lib/brand';
import './globals.css';
import './controls.css';

/** Here, because nothing that finds the page's language can be relied on any more. */
const WORDS = {
  en: { failed: 'Something went wrong on our side.', next: 'Try again.', again: 'Try again' },
  de: {
    failed: 'Bei uns ist etwas schiefgegangen.',
    next: 'Versuchen Sie es noch einmal.',
    again: 'Erneut versuchen',
  },
} as const;

const never = () => () => {};
const browserLanguage = () => (navigator.language.startsWith('de') ? 'de' : 'en');

/** Takes the place of the whole page when its frame itself failed. In the browser's language. */
export default function GlobalError({ reset }: { reset: () => void }) {
  const language = useSyncExternalStore(never, browserLanguage, () => 'en' as const);
  const { failed, next, again } = WORDS[language];
  return (
    <html lang={language}>
      <head>
        <BrandColours theme="system" />
      </head>
      <body>
        <title>{`${failed} · ${BRAND.name}`}</title>
        <main className="stack">
          <h1>{failed}</h1>
          <p>{next}</p>
          <div>
            <button type="button" className="button primary" onClick={reset}>
              {again}
            </button>
          </div>
        </main>
      </body>
    </html>
  );
}
