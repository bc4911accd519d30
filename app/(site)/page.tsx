import { DemoPages } from '@/components/home/demo-pages';
import { HowItWorks } from '@/components/home/how-it-works';
import { TicketStub } from '@/components/home/ticket-stub';
import { BRAND } from '@/lib/brand';
import styles from './home.module.css';

export default function HomePage() {
  return (
    <>
      <section className={styles.hero}>
        <div className={styles.pitch}>
          <h1>Sign in once. Sign out anywhere.</h1>
          <p>
            Use Google, a passkey or your e-mail address. See every device that you are signed in on, and sign
            any of them out at once.
          </p>
          <p className={styles.developers}>
            <strong>For developers:</strong> {BRAND.name} is sign-in and sessions for Next.js on AWS Amplify.
            Its cookie is a claim ticket: like the one from a cloakroom it holds a number and nothing else.
            What it stands for, Cognito’s tokens included, stays sealed on your server.
          </p>
        </div>
        <TicketStub />
      </section>
      <DemoPages />
      <HowItWorks />
    </>
  );
}
