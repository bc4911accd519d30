import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { CHAPTERS, findChapter } from '@/components/handbook/chapters';
import { NextChapter } from '@/components/handbook/next-chapter';
import { PageHeader } from '@/components/parts/page-header';
import { guardPrerendered } from '@/lib/data/prerendered';
import styles from './chapter.module.css';

interface ChapterPageProps {
  readonly params: Promise<{ chapter: string }>;
}

/** Chapters that do not exist are not rendered on request. */
export const dynamicParams = false;

export function generateStaticParams() {
  return CHAPTERS.map(({ slug }) => ({ chapter: slug }));
}

export async function generateMetadata({ params }: ChapterPageProps): Promise<Metadata> {
  return { title: findChapter((await params).chapter)?.title };
}

export default async function ChapterPage({ params }: ChapterPageProps) {
  const chapter = findChapter((await params).chapter);
  if (chapter === undefined) notFound();
  await guardPrerendered(`/handbook/${chapter.slug}`);
  return (
    <article className={styles.chapter}>
      <PageHeader eyebrow="Handbook" title={chapter.title}>
        {chapter.summary}
      </PageHeader>
      <chapter.Text />
      <NextChapter after={chapter.slug} />
    </article>
  );
}
