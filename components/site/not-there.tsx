'use client';

import { notFound, useServerInsertedHTML } from 'next/navigation';
import { useRef } from 'react';

/**
 * In place of a page: a 404 with the nearest `not-found.tsx`, as `notFound()` has it. Next leaves that to the browser to render,
 * and sends an empty document. Where scripts are off, this leads from there to the same in plain words.
 *
 * @param reason why, for those words
 */
export function NotThere({ reason }: { reason: 'not_found' | 'forbidden' }): never {
  const isInserted = useRef(false);
  // Nothing else of a page that has failed is still sent. Next asks with every piece of the document, and the first is its head.
  useServerInsertedHTML(() => {
    if (isInserted.current) return null;
    isInserted.current = true;
    return (
      <noscript>
        <meta httpEquiv="refresh" content={`0; url=/unavailable?reason=${reason}`} />
      </noscript>
    );
  });
  notFound();
}
