import { getTranslations } from '@/lib/data/language';
import styles from './how-it-works.module.css';

const POINTS = [
  { title: 'how.cookie', text: 'how.cookieText' },
  { title: 'how.tokens', text: 'how.tokensText' },
  { title: 'how.signOut', text: 'how.signOutText' },
] as const;

export async function HowItWorks() {
  const t = await getTranslations('demo');
  return (
    <section className={styles.section} aria-labelledby="how-it-works">
      <h2 id="how-it-works">{t('how.heading')}</h2>
      <dl className={styles.points}>
        {POINTS.map(({ title, text }) => (
          <div key={title}>
            <dt>{t(title)}</dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
