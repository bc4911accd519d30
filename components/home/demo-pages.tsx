import { getTranslations } from '@/lib/data/language';
import { PageLink } from '../parts/page-link';
import styles from './demo-pages.module.css';

const PAGES = [
  { href: '/profile', title: 'pages.profile', text: 'pages.profileText' },
  { href: '/protected', title: 'pages.server', text: 'pages.serverText' },
  { href: '/protected-client', title: 'pages.client', text: 'pages.clientText' },
  { href: '/handbook', title: 'pages.handbook', text: 'pages.handbookText' },
  { href: '/account', title: 'pages.account', text: 'pages.accountText' },
] as const;

export async function DemoPages() {
  const t = await getTranslations('demo');
  return (
    <section aria-labelledby="demo-pages">
      <h2 id="demo-pages">{t('pages.heading')}</h2>
      <ul className={styles.grid}>
        {PAGES.map(({ href, title, text }) => (
          <li key={href} className={styles.item}>
            <h3>
              <PageLink href={href} className={styles.link}>
                {t(title)}
              </PageLink>
            </h3>
            <p>{t(text)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
