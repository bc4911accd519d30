import { DemoPages } from '@/components/home/demo-pages';
import { HowItWorks } from '@/components/home/how-it-works';
import { TicketStub } from '@/components/home/ticket-stub';
import { BRAND } from '@/lib/brand';
import { getTranslations, getWords } from '@/lib/data/language';
import styles from './home.module.css';

export default async function HomePage() {
  const [t, { stub }, ways] = await Promise.all([
    getTranslations('demo'),
    getWords('home'),
    getWords('ways'),
  ]);
  return (
    <>
      <section className={styles.hero}>
        <div className={styles.pitch}>
          <h1>
            {sentencesOf(t('heading')).map((sentence) => (
              <span key={sentence}>{sentence} </span>
            ))}
          </h1>
          <p>{t('pitch')}</p>
          <p className={styles.developers}>
            {t.rich('developers', { brand: BRAND.name, strong: (words) => <strong>{words}</strong> })}
          </p>
        </div>
        <TicketStub words={stub} ways={ways} />
      </section>
      <DemoPages />
      <HowItWorks />
    </>
  );
}

/** Each begins a line of its own, in whatever language. */
const sentencesOf = (heading: string): readonly string[] => heading.split(/(?<=[.!?])\s+/);
