import { BRAND } from '@/lib/brand';
import { PageLink } from '../parts/page-link';
import { BrandMark } from './brand-mark';
import { AccountMenu, MainNavigation } from './frame';
import styles from './site-header.module.css';

export function SiteHeader() {
  return (
    <header className={styles.header}>
      <div className={styles.bar}>
        <PageLink href="/" className={styles.brand}>
          <BrandMark />
          {BRAND.name}
        </PageLink>
        <MainNavigation />
        <AccountMenu />
      </div>
    </header>
  );
}
