import { BRAND } from '@/lib/brand';
import type { Words } from '@/messages/words';
import styles from './site-footer.module.css';

export function SiteFooter({ words }: { words: Words<'frame'> }) {
  return (
    <footer className={styles.footer}>
      <p>{words.footer.replace('{brand}', BRAND.name)}</p>
    </footer>
  );
}
