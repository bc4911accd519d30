'use client';

import Link from 'next/link';
import { PageHeader } from '../parts/page-header';

export function NothingHere() {
  return (
    <>
      <PageHeader title="There is nothing here">Check the address, or start from the beginning.</PageHeader>
      <Link className="button primary" href="/" prefetch={false}>
        Go to home page
      </Link>
    </>
  );
}
