'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { UserPool } from '@/lib/amplify/user-pool';
import type { ReturnTo } from '@/lib/auth/return-to';
import { Notice } from '../parts/notice';
import styles from './ways-to-sign-in.module.css';

/** Amplify's form is a large download, so the page comes without it. */
const EmailForm = dynamic(() => import('./email-form').then(({ EmailForm }) => EmailForm), {
  ssr: false,
  loading: ({ error }) => (error ? <NotLoaded /> : <Waiting />),
});

interface EmailSignInProps {
  readonly returnTo: ReturnTo;
  readonly userPool: UserPool;
  /** Whether the session outlives the browser. */
  readonly stays: boolean;
}

export function EmailSignIn(props: EmailSignInProps) {
  const [isChosen, setChosen] = useState(false);
  if (isChosen) return <EmailForm {...props} />;
  return (
    <>
      <button
        type="button"
        className={`button outlined wide ${styles.needsScript}`}
        onClick={() => setChosen(true)}
      >
        Use e-mail here
      </button>
      <noscript>
        <p className={styles.note}>The e-mail form needs JavaScript; the hosted sign-in does not.</p>
      </noscript>
    </>
  );
}

function Waiting() {
  return (
    <p className={styles.waiting} role="status">
      Loading the form
    </p>
  );
}

function NotLoaded() {
  return (
    <div role="alert">
      <Notice tone="danger" title="The form could not be loaded.">
        Check your connection and load this page again, or use the hosted sign-in.
      </Notice>
    </div>
  );
}
