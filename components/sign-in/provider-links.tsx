import type { ReturnTo } from '@/lib/auth/return-to';
import { ProviderMark } from './provider-mark';
import styles from './sign-in-card.module.css';

interface ProviderLinksProps {
  /** Cognito's names. */
  readonly providers: readonly string[];
  readonly returnTo: ReturnTo;
  /** Whether the session outlives the browser. */
  readonly stays: boolean;
}

const PROVIDER_LABELS: Readonly<Record<string, string>> = {
  Google: 'Google',
  Facebook: 'Facebook',
  LoginWithAmazon: 'Amazon',
  SignInWithApple: 'Apple',
};

/** Plain anchors, never `next/link`: a prefetch must not start a sign-in. */
export function ProviderLinks({ providers, returnTo, stays }: ProviderLinksProps) {
  if (providers.length === 0) return null;
  return (
    <>
      <p className={styles.or}>or</p>
      {providers.map((provider) => (
        <a key={provider} className="button outlined wide" href={startOf(provider, returnTo, stays)}>
          <ProviderMark provider={provider} />
          Continue with {PROVIDER_LABELS[provider] ?? provider}
        </a>
      ))}
    </>
  );
}

function startOf(provider: string, returnTo: ReturnTo, stays: boolean): string {
  const query = new URLSearchParams({ provider, returnTo, ...(stays ? {} : { remember: 'off' }) });
  return `/api/auth/sign-in?${query}`;
}
