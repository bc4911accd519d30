'use client';

import Link from 'next/link';
import { useFrame } from '../parts/frame-words';
import { PageHeader } from '../parts/page-header';

export function NothingHere() {
  const { words } = useFrame();
  return (
    <>
      <PageHeader title={words.nothingHere}>{words.checkAddress}</PageHeader>
      <Link className="button primary" href="/" prefetch={false}>
        {words.goHome}
      </Link>
    </>
  );
}
