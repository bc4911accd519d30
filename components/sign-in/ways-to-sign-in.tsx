'use client';

import { useState } from 'react';
import type { UserPool } from '@/lib/amplify/user-pool';
import type { ReturnTo } from '@/lib/auth/return-to';
import { AlreadySignedIn } from './already-signed-in';
import { EmailSignIn } from './email-sign-in';
import { ProviderMark } from './provider-mark';
import { StaySignedIn } from './stay-signed-in';
import styles from './ways-to-sign-in.module.css';

interface WaysToSignInProps {
  readonly returnTo: ReturnTo;
  /** Cognito's names of the providers that are switched on. */
  readonly socialProviders: readonly string[];
  readonly userPool: UserPool;
}

const PROVIDER_LABELS: Readonly<Record<string, string>> = {
  Google: 'Google',
  Facebook: 'Facebook',
  LoginWithAmazon: 'Amazon',
  SignInWithApple: 'Apple',
};

/** Plain anchors, never `next/link`: a prefetch must not start a sign-in. */
export function WaysToSignIn({ returnTo, socialProviders, userPool }: WaysToSignInProps) {
  const [stays, setStays] = useState(true);
  const start = (provider: string) => startOf(provider, returnTo, stays);
  return (
    <div className={styles.ways}>
      <AlreadySignedIn returnTo={returnTo} />
      {socialProviders.map((provider) => (
        <a key={provider} className="button outlined wide" href={start(provider)}>
          <ProviderMark provider={provider} />
          Continue with {PROVIDER_LABELS[provider] ?? provider}
        </a>
      ))}
      <a className="button primary wide" href={start('COGNITO')}>
        Continue with hosted sign-in
      </a>
      <p className={styles.or}>or</p>
      <EmailSignIn returnTo={returnTo} userPool={userPool} stays={stays} />
      <StaySignedIn checked={stays} onChange={setStays} />
    </div>
  );
}

function startOf(provider: string, returnTo: ReturnTo, stays: boolean): string {
  const query = new URLSearchParams({ provider, returnTo, ...(stays ? {} : { remember: 'off' }) });
  return `/api/auth/sign-in?${query}`;
}
