import { TicketStub } from '@/components/home/ticket-stub';
import { BRAND } from '@/lib/brand';
import styles from './home.module.css';

export default function HomePage() {
  return (
    <section className={styles.hero}>
      <div className={styles.pitch}>
        <h1>{BRAND.name}</h1>
        <p>{BRAND.description}</p>
      </div>
      <TicketStub />
    </section>
  );
}
