import { PageLink } from '../parts/page-link';
import { CHAPTERS } from './chapters';
import styles from './handbook.module.css';

/** Leads to the chapter after this one, or back to the list. */
export function NextChapter({ after }: { after: string }) {
  const next = CHAPTERS[CHAPTERS.findIndex(({ slug }) => slug === after) + 1];
  return (
    <nav className={styles.next} aria-label="Chapters">
      <PageLink href="/handbook">All chapters</PageLink>
      {next && (
        <PageLink className="button outlined" href={`/handbook/${next.slug}`}>
          Next: {next.title}
        </PageLink>
      )}
    </nav>
  );
}
