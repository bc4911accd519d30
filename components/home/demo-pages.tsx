import type { Route } from 'next';
import Link from 'next/link';
import styles from './demo-pages.module.css';

interface DemoPage {
  readonly href: Route;
  readonly title: string;
  readonly text: string;
}

const PAGES: readonly DemoPage[] = [
  {
    href: '/profile',
    title: 'Profile',
    text: 'A client component that shows the session it was given, and notices within seconds when it ends.',
  },
  {
    href: '/protected',
    title: 'Server guard',
    text: 'A server component that reads the session, then asks Cognito for your attributes with the sealed tokens.',
  },
  {
    href: '/protected-client',
    title: 'Client guard',
    text: 'A page that renders in the browser and sends signed-out visitors to sign in from there.',
  },
  {
    href: '/handbook',
    title: 'Handbook',
    text: 'Prerendered pages for members. The session is checked in front of them; they are never cached for all.',
  },
  {
    href: '/account',
    title: 'Account',
    text: 'Your identity, the life of this session, and a server action that changes your name at Cognito.',
  },
];

export function DemoPages() {
  return (
    <section aria-labelledby="demo-pages">
      <h2 id="demo-pages">Try each kind of protected page</h2>
      <ul className={styles.grid}>
        {PAGES.map(({ href, title, text }) => (
          <li key={href} className={styles.item}>
            <h3>
              <Link href={href} prefetch={false} className={styles.link}>
                {title}
              </Link>
            </h3>
            <p>{text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
