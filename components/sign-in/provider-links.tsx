import type { ReturnTo } from '@/lib/auth/return-to';
import type { Provider } from '@/lib/session/identity-provider';
import type { Words } from '@/messages/words';
import { fillIn } from '../parts/fill-in';
import { ProviderMark } from './provider-mark';
import styles from './sign-in-card.module.css';

interface ProviderLinksProps {
  readonly words: Words<'signIn'>;
  readonly providers: readonly Provider[];
  readonly returnTo: ReturnTo;
  /** Whether the session outlives the browser. */
  readonly stays: boolean;
  /** True: whoever is signed in proves once more who they are. */
  readonly fresh: boolean;
}

/** Plain anchors, never `next/link`: a prefetch must not start a sign-in. */
export function ProviderLinks({ words, providers, ...start }: ProviderLinksProps) {
  if (providers.length === 0) return null;
  return (
    <>
      {!start.fresh && <p className={styles.or}>{words.or}</p>}
      {providers.map(({ name, label }) => (
        <a key={name} className="button outlined wide" href={startOf(name, start)}>
          <ProviderMark provider={name} />
          {fillIn(words.continueWith, { provider: label })}
        </a>
      ))}
    </>
  );
}

type Start = Omit<ProviderLinksProps, 'providers' | 'words'>;

function startOf(provider: string, { returnTo, stays, fresh }: Start): string {
  const choices = { ...(!stays && { remember: 'off' }), ...(fresh && { prompt: 'login' }) };
  const query = new URLSearchParams({ provider, returnTo, ...choices });
  return `/api/auth/sign-in?${query}`;
}
