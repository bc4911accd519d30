'use client';

import type { ReactNode } from 'react';
import { colourProperties } from '@/lib/brand';
import { frame } from '@/messages/en/frame';
import { NothingHere } from './frame';
import { SiteShell } from './site-shell';
import { TabIcon } from './tab-icon';

/** What such a document says, whole, with its colours and icon in the head. */
export default function MissingFrame() {
  return (
    <>
      <TabIcon />
      <HoistedColours />
      <SiteShell language="en" words={frame}>
        <NothingHere />
      </SiteShell>
    </>
  );
}

/** The colours of a document that says them late: React puts them into its head. */
export function HoistedColours(): ReactNode {
  return (
    <style href="brand-colours" precedence="default">
      {colourProperties()}
    </style>
  );
}
