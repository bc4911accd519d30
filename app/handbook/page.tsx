import type { Metadata } from 'next';
import { ChapterList } from '@/components/handbook/chapter-list';
import { PageHeader } from '@/components/parts/page-header';
import { guardPrerendered } from '@/lib/data/prerendered';

export const metadata: Metadata = { title: 'Handbook' };

export default async function HandbookPage() {
  await guardPrerendered('/handbook');
  return (
    <>
      <PageHeader eyebrow="For members" title="Handbook">
        Rendered when the app was built, and still only for you: the session is checked in front of every
        page.
      </PageHeader>
      <ChapterList />
    </>
  );
}
