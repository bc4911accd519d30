import type { ReactNode } from 'react';
import { getTranslations } from '@/lib/data/language';
import { PageLink } from '../parts/page-link';
import styles from './next-steps.module.css';

/** What keeps somebody out who was in, in the order that matters. */
export async function NextSteps() {
  const t = await getTranslations('activity');
  return (
    <ol className={styles.steps}>
      <li>{t.rich('notMe.password', { link: toSecurity })}</li>
      <li>{t.rich('notMe.secondFactor', { link: toSecurity })}</li>
      <li>{t.rich('notMe.passkeys', { link: toSecurity })}</li>
      <li>{t.rich('notMe.rest', { link: (words) => linkTo('/account/activity', words) })}</li>
    </ol>
  );
}

const toSecurity = (words: ReactNode) => linkTo('/account/security', words);

function linkTo(path: '/account/security' | '/account/activity', words: ReactNode) {
  return <PageLink href={path}>{words}</PageLink>;
}
