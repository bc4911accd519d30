import { DemoPages } from '@/components/home/demo-pages';
import { HowItWorks } from '@/components/home/how-it-works';
import { TicketStub } from '@/components/home/ticket-stub';
import styles from './home.module.css';

export default function HomePage() {
  return (
    <>
      <section className={styles.hero}>
        <div className={styles.pitch}>
          <h1>The cookie is a claim ticket. Everything else stays with you.</h1>
          <p>
            Latchkey signs people in through Cognito, Google or a form on your own page, keeps their tokens
            sealed on your server, and lets them end any device’s session at once.
          </p>
        </div>
        <TicketStub />
      </section>
      <DemoPages />
      <HowItWorks />
    </>
  );
}
