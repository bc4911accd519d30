'use client';

import { type ComponentType, useCallback, useEffect, useState } from 'react';
import { Notice } from '../parts/notice';
import type { EmailFormProps } from './email-form';
import styles from './sign-in-card.module.css';

type Loading =
  | { readonly status: 'under-way' }
  | { readonly status: 'failed' }
  | { readonly status: 'here'; readonly Form: ComponentType<EmailFormProps> };

const UNDER_WAY: Loading = { status: 'under-way' };

/**
 * Amplify's form, which is a large download, so the page comes without it. A download that fails is told in its place
 * and can be tried again; thrown while rendering, it would take the whole page away.
 */
export function LoadedEmailForm(props: EmailFormProps) {
  const [loading, setLoading] = useState(UNDER_WAY);
  const load = useCallback(() => {
    setLoading(UNDER_WAY);
    import('./email-form').then(
      ({ EmailForm }) => setLoading({ status: 'here', Form: EmailForm }),
      () => setLoading({ status: 'failed' }),
    );
  }, []);
  useEffect(load, [load]);

  if (loading.status === 'here') return <loading.Form {...props} />;
  if (loading.status === 'under-way') {
    return (
      <p className={styles.waiting} role="status">
        Loading the form
      </p>
    );
  }
  return (
    <div role="alert" className={styles.failed}>
      <Notice tone="danger" title="The form could not be loaded.">
        Check your connection and try again, or choose another way to sign in.
      </Notice>
      <button type="button" className="button primary wide" onClick={load}>
        Try again
      </button>
    </div>
  );
}
