import type { ReactNode } from 'react';
import type { ReturnTo } from '@/lib/auth/return-to';
import type { Provider } from '@/lib/session/identity-provider';
import type { Words } from '@/messages/words';
import { fillIn } from '../parts/fill-in';
import styles from './sign-in-card.module.css';

interface ProviderLinksProps {
  readonly words: Words<'signIn'>;
  readonly providers: readonly Provider[];
  /** Theirs by name, drawn by the server. */
  readonly marks: Readonly<Record<string, ReactNode>>;
  readonly returnTo: ReturnTo;
  /** Whether the session outlives the browser. */
  readonly stays: boolean;
  /** True: whoever is signed in proves once more who they are. */
  readonly fresh: boolean;
}

/** Plain anchors, never `next/link`: a prefetch must not start a sign-in. */
export function ProviderLinks({ words, providers, marks, ...start }: ProviderLinksProps) {
  if (providers.length === 0) return null;
  return (
    <>
      {!start.fresh && <p className={styles.or}>{words.or}</p>}
      {providers.map(({ name, label }) => (
        <a key={name} className="button outlined wide" href={startOf(name, start)}>
          {marks[name]}
          {fillIn(words.continueWith, { provider: label })}
        </a>
      ))}
    </>
  );
}

type Start = Omit<ProviderLinksProps, 'providers' | 'marks' | 'words'>;

function startOf(provider: string, { returnTo, stays, fresh }: Start): string {
  const choices = { ...(!stays && { remember: 'off' }), ...(fresh && { prompt: 'login' }) };
  const query = new URLSearchParams({ provider, returnTo, ...choices });
  return `/api/auth/sign-in?${query}`;
}
