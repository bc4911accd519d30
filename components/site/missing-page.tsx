'use client';

import { NothingHere } from './nothing-here';
import { SiteShell } from './site-shell';

/**
 * The page for addresses outside of the site's own layout, whole. Rendered by the browser and by a 404 only: Next renders
 * what a server component says here into the data of every page, in case the page turns out to be missing.
 */
export function MissingPage() {
  return (
    <SiteShell>
      <NothingHere />
    </SiteShell>
  );
}
