'use client';

import { lazy, Suspense, useSyncExternalStore } from 'react';
import './globals.css';
import './controls.css';

/** Here, because nothing that finds the page's language can be relied on any more. */
const WORDS = {
  en: { failed: 'Something went wrong on our side.', again: 'Try again' },
  de: { failed: 'Bei uns ist etwas schiefgegangen.', again: 'Erneut versuchen' },
} as const;

/** Loaded only when there is nothing else to show, because every page loads this file. */
const outsideOfFrame = () => import('@/components/site/missing-frame');
const MissingFrame = lazy(outsideOfFrame);
/** Where they cannot be loaded the page goes without them. */
const Colours = lazy(() =>
  outsideOfFrame().then(
    ({ HoistedColours }) => ({ default: HoistedColours }),
    () => ({ default: () => null }),
  ),
);

const never = () => () => {};
const browserLanguage = () => (navigator.language.startsWith('de') ? 'de' : 'en');

/** Takes the place of the whole page when its frame itself failed. In the browser's language. */
export default function GlobalError({ reset }: { reset: () => void }) {
  const language = useSyncExternalStore(never, browserLanguage, () => 'en' as const);
  const { failed, again } = WORDS[language];
  return (
    <html lang={language}>
      <body>
        <title>{failed}</title>
        <Suspense>
          <Colours />
        </Suspense>
        <main className="stack">
          <h1>{failed}</h1>
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

/**
 * The document for an address outside of the site's own layout.
 * Next renders what a server component says in its place into the data of every page, in case the page turns out to be
 * missing, and would have every page load a component's scripts. In this file, because every page loads both, and each
 * script is 100 bytes before it says anything.
 */
export function MissingPage() {
  return (
    <html lang="en">
      <body>
        <Suspense>
          <MissingFrame />
        </Suspense>
      </body>
    </html>
  );
}
