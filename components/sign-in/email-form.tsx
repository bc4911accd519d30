'use client';

import { Authenticator } from '@aws-amplify/ui-react';
import { useEffect, useMemo } from 'react';
import { configureAmplify } from '@/lib/amplify/browser';
import type { UserPool } from '@/lib/amplify/user-pool';
import type { ReturnTo } from '@/lib/auth/return-to';
import './authenticator.css';
import { FORM_FIELDS } from './form-fields';
import { FORM_HEADINGS } from './form-headings';

interface EmailFormProps {
  readonly returnTo: ReturnTo;
  readonly userPool: UserPool;
  /** Whether the session outlives the browser. */
  readonly stays: boolean;
}

/** Amplify's own Authenticator, unmodified, talking to the relay. Passwords stay in it: SRP proves them. */
export function EmailForm({ returnTo, userPool, stays }: EmailFormProps) {
  // Not in an effect: the Authenticator reads the configuration in its own, and those of children run first.
  useMemo(() => configureAmplify(userPool, stays), [userPool, stays]);
  return (
    <div data-amplify-theme="latchkey">
      <Authenticator
        loginMechanisms={['email']}
        signUpAttributes={['name', 'email']}
        socialProviders={[]}
        formFields={FORM_FIELDS}
        components={FORM_HEADINGS}
        passwordless={{ preferredAuthMethod: 'PASSWORD' }}
      >
        {() => <Leave to={returnTo} />}
      </Authenticator>
    </div>
  );
}

/** The relay has set the session's cookie by now. A full load, so that the server renders for the person. */
function Leave({ to }: { to: ReturnTo }) {
  useEffect(() => window.location.assign(to), [to]);
  return <p role="status">Signed in. One moment.</p>;
}
