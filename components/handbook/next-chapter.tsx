import Link from 'next/link';
import { CHAPTERS } from './chapters';
import styles from './handbook.module.css';

/** Leads to the chapter after this one, or back to the list. */
export function NextChapter({ after }: { after: string }) {
  const next = CHAPTERS[CHAPTERS.findIndex(({ slug }) => slug === after) + 1];
  return (
    <nav className={styles.next} aria-label="Chapters">
      <Link href="/handbook" prefetch={false}>
        All chapters
      </Link>
      {next && (
        <Link className="button outlined" href={`/handbook/${next.slug}`} prefetch={false}>
          Next: {next.title}
        </Link>
      )}
    </nav>
  );
}
