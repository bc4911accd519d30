import { PageLink } from '../parts/page-link';
import { CHAPTERS } from './chapters';
import styles from './handbook.module.css';

export function ChapterList() {
  return (
    <ol className={styles.chapters}>
      {CHAPTERS.map(({ slug, title, summary }) => (
        <li key={slug}>
          <h2>
            <PageLink href={`/handbook/${slug}`}>{title}</PageLink>
          </h2>
          <p className={styles.summary}>{summary}</p>
        </li>
      ))}
    </ol>
  );
}
