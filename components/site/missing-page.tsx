'use client';

import { lazy, Suspense } from 'react';

const MissingFrame = lazy(() => import('./missing-frame'));

/**
 * The document for an address outside of the site's own layout. Loaded by the browser when there is nothing else to show.
 * Next renders what a server component says in its place into the data of every page, in case the page turns out to be
 * missing, and would have every page load a component's scripts.
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
