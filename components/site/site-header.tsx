import Link from 'next/link';
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
          Latchkey
        </Link>
        <MainNavigation />
        <AccountMenu />
      </div>
    </header>
  );
}
