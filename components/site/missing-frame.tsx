'use client';

import { colourProperties } from '@/lib/brand';
import { frame } from '@/messages/en/frame';
import { NothingHere } from './nothing-here';
import { SiteShell } from './site-shell';

/** What such a document says, whole, with its colours in the head. */
export default function MissingFrame() {
  return (
    <>
      <style href="brand-colours" precedence="default">
        {colourProperties()}
      </style>
      <SiteShell language="en" words={frame}>
        <NothingHere />
      </SiteShell>
    </>
  );
}
