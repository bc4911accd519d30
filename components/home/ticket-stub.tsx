'use client';

import type { ReactNode } from 'react';
import type { Words } from '@/messages/words';
import { fillIn } from '../parts/fill-in';
import { useFrame } from '../parts/frame-words';
import { PageLink } from '../parts/page-link';
import { displayName } from '../session/display-name';
import { methodInWords } from '../session/method-in-words';
import { useSession } from '../session/session-provider';
import styles from './ticket-stub.module.css';

interface TicketStubProps {
  readonly words: Words<'home'>['stub'];
  readonly ways: Words<'ways'>;
}

/** Who is signed in here, drawn as the ticket that their browser holds. */
export function TicketStub({ words, ways }: TicketStubProps) {
  const { state } = useSession();
  const frame = useFrame();
  if (state.status === 'loading') {
    return <Stub label={words.label} heading={words.waiting} detail={words.waitingWhy} />;
  }
  if (state.status === 'signed-out') {
    return (
      <Stub label={words.label} heading={words.nobody} detail={words.nobodyWhy}>
        <PageLink className="button primary" href="/sign-in">
          {frame.words.signIn}
        </PageLink>
      </Stub>
    );
  }
  const { viewer } = state;
  return (
    <Stub
      label={words.label}
      heading={fillIn(words.signedInAs, { name: displayName(viewer) })}
      detail={fillIn(words.signedInWith, { way: methodInWords(viewer, ways) })}
    >
      <PageLink className="button primary" href="/account">
        {words.yourAccount}
      </PageLink>
    </Stub>
  );
}

interface StubProps {
  readonly label: string;
  readonly heading: string;
  readonly detail: string;
  readonly children?: ReactNode;
}

function Stub({ label, heading, detail, children }: StubProps) {
  return (
    <section className={styles.stub} aria-label={label}>
      <div className={styles.body}>
        <h2 className={styles.heading}>{heading}</h2>
        <p className={styles.detail}>{detail}</p>
      </div>
      <div className={styles.tear}>{children}</div>
    </section>
  );
}
