import type { ReturnTo } from '@/lib/auth/return-to';
import { ProviderMark } from './provider-mark';
import styles from './sign-in-card.module.css';

interface ProviderLinksProps {
  /** Cognito's names. */
  readonly providers: readonly string[];
  readonly returnTo: ReturnTo;
  /** Whether the session outlives the browser. */
  readonly stays: boolean;
  /** True: whoever is signed in proves once more who they are. */
  readonly fresh: boolean;
}

const PROVIDER_LABELS: Readonly<Record<string, string>> = {
  Google: 'Google',
  Facebook: 'Facebook',
  LoginWithAmazon: 'Amazon',
  SignInWithApple: 'Apple',
};

/** Plain anchors, never `next/link`: a prefetch must not start a sign-in. */
export function ProviderLinks({ providers, ...start }: ProviderLinksProps) {
  if (providers.length === 0) return null;
  return (
    <>
      {!start.fresh && <p className={styles.or}>or</p>}
      {providers.map((provider) => (
        <a key={provider} className="button outlined wide" href={startOf(provider, start)}>
          <ProviderMark provider={provider} />
          Continue with {PROVIDER_LABELS[provider] ?? provider}
        </a>
      ))}
    </>
  );
}

type Start = Omit<ProviderLinksProps, 'providers'>;

function startOf(provider: string, { returnTo, stays, fresh }: Start): string {
  const choices = { ...(!stays && { remember: 'off' }), ...(fresh && { prompt: 'login' }) };
  const query = new URLSearchParams({ provider, returnTo, ...choices });
  return `/api/auth/sign-in?${query}`;
}
