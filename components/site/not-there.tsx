'use client';

import { notFound, useServerInsertedHTML } from 'next/navigation';

/**
 * In place of a page: a 404 with the nearest `not-found.tsx`, as `notFound()` has it. Next leaves that to the browser to render,
 * and sends an empty document. Where scripts are off, this leads from there to the same in plain words.
 *
 * @param reason why, for those words
 */
export function NotThere({ reason }: { reason: 'not_found' | 'forbidden' }): never {
  // Of all that a page has said, what it inserts by this alone is still sent after it has failed.
  useServerInsertedHTML(() => (
    <noscript>
      <meta httpEquiv="refresh" content={`0; url=/unavailable?reason=${reason}`} />
    </noscript>
  ));
  notFound();
}
