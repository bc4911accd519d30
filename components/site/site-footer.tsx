import { BRAND } from '@/lib/brand';
import styles from './site-footer.module.css';

export function SiteFooter() {
  return (
    <footer className={styles.footer}>
      <p>{BRAND.footer}</p>
    </footer>
  );
}
