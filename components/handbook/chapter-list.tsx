import Link from 'next/link';
import { CHAPTERS } from './chapters';
import styles from './handbook.module.css';

export function ChapterList() {
  return (
    <ol className={styles.chapters}>
      {CHAPTERS.map(({ slug, title, summary }) => (
        <li key={slug}>
          <h2>
            <Link href={`/handbook/${slug}`} prefetch={false}>
              {title}
            </Link>
          </h2>
          <p className={styles.summary}>{summary}</p>
        </li>
      ))}
    </ol>
  );
}
