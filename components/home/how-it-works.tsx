import styles from './how-it-works.module.css';

const POINTS = [
  {
    title: 'One small cookie',
    text: 'A signed, random session id of at most 200 bytes. It is written when you sign in and when you sign out, never between.',
  },
  {
    title: 'Tokens sealed in Redis',
    text: 'Cognito’s tokens are encrypted in the session record and refreshed there, once, however many tabs are open.',
  },
  {
    title: 'Sign-out that sticks',
    text: 'Signing out removes the record, revokes the refresh token and ends the session at Cognito, on every instance.',
  },
];

export function HowItWorks() {
  return (
    <section className={styles.section} aria-labelledby="how-it-works">
      <h2 id="how-it-works">How it works</h2>
      <dl className={styles.points}>
        {POINTS.map(({ title, text }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
