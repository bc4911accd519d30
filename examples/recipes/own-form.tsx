'use client';

import { signIn } from 'aws-amplify/auth';
import { useState } from 'react';
import { configureAmplify } from '@/lib/amplify/browser';
import type { UserPool } from '@/lib/amplify/user-pool';
import type { ReturnTo } from '@/lib/auth/return-to';

type Outcome = { readonly refusal: string } | 'more is asked' | null;

export function OwnForm({ userPool, returnTo }: { userPool: UserPool; returnTo: ReturnTo }) {
  const [outcome, setOutcome] = useState<Outcome>(null);

  async function submit(form: FormData): Promise<void> {
    configureAmplify(userPool, true);
    try {
      const [username, password] = [String(form.get('email')), String(form.get('password'))];
      const { isSignedIn } = await signIn({ username, password });
      if (isSignedIn) window.location.assign(returnTo);
      else setOutcome('more is asked');
    } catch (error) {
      setOutcome({ refusal: error instanceof Error ? error.message : 'That did not work.' });
    }
  }

  if (outcome === 'more is asked') {
    const query = new URLSearchParams({ provider: 'COGNITO', returnTo });
    return <a href={`/api/auth/sign-in?${query}`}>One more step</a>;
  }
  return (
    <form action={submit}>
      {outcome !== null && <p role="alert">{outcome.refusal}</p>}
      <input name="email" aria-label="E-mail" type="email" autoComplete="username" required />
      <input name="password" aria-label="Password" type="password" autoComplete="current-password" required />
      <button type="submit">Sign in</button>
    </form>
  );
}
