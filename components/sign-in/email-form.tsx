'use client';

import { Authenticator } from '@aws-amplify/ui-react';
import { useMemo, useState } from 'react';
import { configureAmplify } from '@/lib/amplify/browser';
import type { UserPool } from '@/lib/amplify/user-pool';
import type { ReturnTo } from '@/lib/auth/return-to';
import { Notice } from '../parts/notice';
import './authenticator.css';
import { servicesInWords } from './authenticator-services';
import { speakPlainly } from './authenticator-words';
import { FORM_FIELDS } from './form-fields';
import { FORM_HEADINGS } from './form-headings';
import { LeaveSignedIn } from './leave-signed-in';
import { StepFocus } from './step-focus';

export interface EmailFormProps {
  readonly returnTo: ReturnTo;
  readonly userPool: UserPool;
  /** Whether the session outlives the browser. */
  readonly stays: boolean;
  /** What was typed before the form was there; may be empty. */
  readonly email: string;
}

/** Amplify's own Authenticator, unmodified, talking to the relay. Passwords stay in it: SRP proves them. */
export function EmailForm({ returnTo, userPool, stays, email }: EmailFormProps) {
  const [news, setNews] = useState<string | null>(null);
  // Not in an effect: the Authenticator reads the configuration in its own, and those of children run first.
  useMemo(() => {
    configureAmplify(userPool, stays);
    speakPlainly();
  }, [userPool, stays]);
  const services = useMemo(() => servicesInWords(setNews), []);
  return (
    <div data-amplify-theme="latchkey">
      <div role="status">{news !== null && <Notice tone="success" title={news} />}</div>
      <Authenticator.Provider>
        <StepFocus email={email}>
          <Authenticator
            loginMechanisms={['email']}
            signUpAttributes={['name', 'email']}
            socialProviders={[]}
            formFields={FORM_FIELDS}
            components={FORM_HEADINGS}
            services={services}
            passwordless={{ preferredAuthMethod: 'PASSWORD' }}
          >
            {() => <LeaveSignedIn to={returnTo} />}
          </Authenticator>
        </StepFocus>
      </Authenticator.Provider>
    </div>
  );
}
