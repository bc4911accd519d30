import { TicketStub } from '@/components/home/ticket-stub';
import { BRAND } from '@/lib/brand';
import { getWords } from '@/lib/data/language';
import styles from './home.module.css';

export default async function HomePage() {
  const { stub } = await getWords('home');
  return (
    <section className={styles.hero}>
      <div className={styles.pitch}>
        <h1>{BRAND.name}</h1>
        <p>{BRAND.description}</p>
      </div>
      <TicketStub words={stub} ways={await getWords('ways')} />
    </section>
  );
}
