import type { UserPool } from '@/lib/amplify/user-pool';
import type { ReturnTo } from '@/lib/auth/return-to';
import { AlreadySignedIn } from './already-signed-in';
import { EmailSignIn } from './email-sign-in';
import { ProviderMark } from './provider-mark';
import styles from './ways-to-sign-in.module.css';

interface WaysToSignInProps {
  readonly returnTo: ReturnTo;
  /** Cognito's names of the providers that are switched on. */
  readonly socialProviders: readonly string[];
  readonly userPool: UserPool;
}

const PROVIDER_LABELS: Readonly<Record<string, string>> = {
  Google: 'Google',
  Facebook: 'Facebook',
  LoginWithAmazon: 'Amazon',
  SignInWithApple: 'Apple',
};

/** Plain anchors, never `next/link`: a prefetch must not start a sign-in. */
export function WaysToSignIn({ returnTo, socialProviders, userPool }: WaysToSignInProps) {
  return (
    <div className={styles.ways}>
      <AlreadySignedIn returnTo={returnTo} />
      {socialProviders.map((provider) => (
        <a key={provider} className="button outlined wide" href={startOf(provider, returnTo)}>
          <ProviderMark provider={provider} />
          Continue with {PROVIDER_LABELS[provider] ?? provider}
        </a>
      ))}
      <a className="button primary wide" href={startOf('COGNITO', returnTo)}>
        Continue with hosted sign-in
      </a>
      <p className={styles.or}>or</p>
      <EmailSignIn returnTo={returnTo} userPool={userPool} />
    </div>
  );
}

function startOf(provider: string, returnTo: ReturnTo): string {
  return `/api/auth/sign-in?${new URLSearchParams({ provider, returnTo })}`;
}
