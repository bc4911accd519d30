import Link from 'next/link';
import { BRAND } from '@/lib/brand';
import { AccountMenu } from './account-menu';
import { BrandMark } from './brand-mark';
import { MainNavigation } from './main-navigation';
import styles from './site-header.module.css';

export function SiteHeader() {
  return (
    <header className={styles.header}>
      <div className={styles.bar}>
        <Link href="/" prefetch={false} className={styles.brand}>
          <BrandMark />
          {BRAND.name}
        </Link>
        <MainNavigation />
        <AccountMenu />
      </div>
    </header>
  );
}
