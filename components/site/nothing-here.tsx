'use client';

import { useFrame } from '../parts/frame-words';
import { PageHeader } from '../parts/page-header';
import { PageLink } from '../parts/page-link';

export function NothingHere() {
  const { words } = useFrame();
  return (
    <>
      <PageHeader title={words.nothingHere}>{words.checkAddress}</PageHeader>
      <PageLink className="button primary" href="/">
        {words.goHome}
      </PageLink>
    </>
  );
}
