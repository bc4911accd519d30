'use client';

import { type ComponentType, useCallback, useEffect, useState } from 'react';
import type { Words } from '@/messages/words';
import { Notice } from '../parts/notice';
import type { AuthenticatorWords } from './authenticator-words';
import type { EmailFormProps } from './email-form';
import styles from './sign-in-card.module.css';

type Loading =
  | { readonly status: 'under-way' }
  | { readonly status: 'failed' }
  | {
      readonly status: 'here';
      readonly Form: ComponentType<EmailFormProps>;
      readonly formWords: AuthenticatorWords;
    };

const UNDER_WAY: Loading = { status: 'under-way' };

interface LoadedEmailFormProps extends Omit<EmailFormProps, 'words'> {
  readonly words: Words<'signIn'>;
}

/**
 * Amplify's form, which is a large download, so the page comes without it, and its words with it. A download that fails is
 * told in its place and can be tried again; thrown while rendering, it would take the whole page away.
 */
export function LoadedEmailForm({ words, ...props }: LoadedEmailFormProps) {
  const [loading, setLoading] = useState(UNDER_WAY);
  const { language } = props;
  const load = useCallback(() => {
    setLoading(UNDER_WAY);
    Promise.all([import('./email-form'), import('./authenticator-words')])
      .then(async ([{ EmailForm: Form }, { loadWords }]) => ({ Form, formWords: await loadWords(language) }))
      .then(
        (loaded) => setLoading({ status: 'here', ...loaded }),
        () => setLoading({ status: 'failed' }),
      );
  }, [language]);
  useEffect(load, [load]);

  if (loading.status === 'here') return <loading.Form {...props} words={loading.formWords} />;
  if (loading.status === 'under-way') {
    return (
      <p className={styles.waiting} role="status">
        {words.formLoading}
      </p>
    );
  }
  return (
    <div role="alert" className={styles.failed}>
      <Notice tone="danger" title={words.formFailed}>
        {words.formFailedNext}
      </Notice>
      <button type="button" className="button primary wide" onClick={load}>
        {words.tryAgain}
      </button>
    </div>
  );
}
