'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { displayName, methodInWords } from '../session/display-name';
import { useSession } from '../session/session-provider';
import styles from './ticket-stub.module.css';

/** Who is signed in here, drawn as the ticket that their browser holds. */
export function TicketStub() {
  const { state } = useSession();
  if (state.status === 'loading') {
    return <Stub heading="One moment" detail="Asking who is signed in here." />;
  }
  if (state.status === 'signed-out') {
    return (
      <Stub heading="Nobody is signed in" detail="This browser holds no session.">
        <Link className="button primary" href="/sign-in" prefetch={false}>
          Sign in
        </Link>
      </Stub>
    );
  }
  const { viewer } = state;
  return (
    <Stub
      heading={`Signed in as ${displayName(viewer)}`}
      detail={`With ${methodInWords(viewer)}. This browser holds a ticket and no tokens.`}
    >
      <Link className="button primary" href="/account" prefetch={false}>
        Your account
      </Link>
    </Stub>
  );
}

function Stub({ heading, detail, children }: { heading: string; detail: string; children?: ReactNode }) {
  return (
    <section className={styles.stub} aria-label="This browser">
      <div className={styles.body}>
        <h2 className={styles.heading}>{heading}</h2>
        <p className={styles.detail}>{detail}</p>
      </div>
      <div className={styles.tear}>{children}</div>
    </section>
  );
}
