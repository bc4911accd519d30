import styles from './site-footer.module.css';

export function SiteFooter() {
  return (
    <footer className={styles.footer}>
      <p>Latchkey: sign-in and sessions for Next.js on AWS Amplify. Tokens stay on the server.</p>
    </footer>
  );
}
