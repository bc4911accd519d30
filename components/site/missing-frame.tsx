'use client';

import { NothingHere } from './nothing-here';
import { SiteShell } from './site-shell';

/** The page for addresses outside of the site's own layout, whole. */
export default function MissingFrame() {
  return (
    <SiteShell>
      <NothingHere />
    </SiteShell>
  );
}
