'use client';

import { Authenticator } from '@aws-amplify/ui-react';
import { useMemo, useState } from 'react';
import { configureAmplify } from '@/lib/amplify/browser';
import type { UserPool } from '@/lib/amplify/user-pool';
import type { ReturnTo } from '@/lib/auth/return-to';
import type { Language } from '@/lib/preferences';
import { Notice } from '../parts/notice';
import './authenticator.css';
import { servicesInWords } from './authenticator-services';
import { type AuthenticatorWords, speakPlainly } from './authenticator-words';
import { formFields } from './form-fields';
import { formHeadings } from './form-headings';
import { LeaveSignedIn } from './leave-signed-in';
import { StepFocus } from './step-focus';

export interface EmailFormProps {
  readonly language: Language;
  readonly words: AuthenticatorWords;
  readonly returnTo: ReturnTo;
  readonly userPool: UserPool;
  /** Whether the session outlives the browser. */
  readonly stays: boolean;
  /** What was typed before the form was there; may be empty. */
  readonly email: string;
}

/** Amplify's own Authenticator, unmodified, talking to the relay. Passwords stay in it: SRP proves them. */
export function EmailForm({ language, words, returnTo, userPool, stays, email }: EmailFormProps) {
  const [news, setNews] = useState<string | null>(null);
  // Not in an effect: the Authenticator reads the configuration in its own, and those of children run first.
  useMemo(() => {
    configureAmplify(userPool, stays);
    speakPlainly(language, words);
  }, [userPool, stays, language, words]);
  const [services, fields, headings] = useMemo(
    () => [servicesInWords(words, setNews), formFields(words), formHeadings(words)] as const,
    [words],
  );
  return (
    <div data-amplify-theme="latchkey">
      <div role="status">{news !== null && <Notice tone="success" title={news} />}</div>
      <Authenticator.Provider>
        <StepFocus email={email}>
          <Authenticator
            loginMechanisms={['email']}
            signUpAttributes={['name', 'email']}
            socialProviders={[]}
            formFields={fields}
            components={headings}
            services={services}
            passwordless={{ preferredAuthMethod: 'PASSWORD' }}
          >
            {() => <LeaveSignedIn to={returnTo} words={words.leaving} />}
          </Authenticator>
        </StepFocus>
      </Authenticator.Provider>
    </div>
  );
}
