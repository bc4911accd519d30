import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { LanguageSwitch } from '@/components/sign-in/language-switch';
import { marksOf } from '@/components/sign-in/provider-mark';
import { SignInCard } from '@/components/sign-in/sign-in-card';
import { SignInError } from '@/components/sign-in/sign-in-error';
import { readUserPool } from '@/lib/amplify/user-pool';
import { parseReturnTo } from '@/lib/auth/return-to';
import { config } from '@/lib/config/config';
import { readConfirmation } from '@/lib/data/confirmation';
import { readEnding } from '@/lib/data/ending';
import { currentAppearance, getWords, titled } from '@/lib/data/language';
import { wayByFormerSignIn } from '@/lib/data/migration';
import { viewerIfKnown } from '@/lib/data/viewer';
import { errorCodeOf } from '@/lib/errors';
import { chooseLanguageAction } from './actions';
import styles from './sign-in.module.css';

export const generateMetadata = titled('signIn');

type Query = Promise<Readonly<Record<string, string | string[] | undefined>>>;

/** Of the query, `returnTo` is parsed and `error` looked up in the list of errors; nothing of it is rendered as it came. */
export default async function SignInPage({ searchParams }: { searchParams: Query }) {
  const { returnTo: wanted, error } = await searchParams;
  const returnTo = parseReturnTo(wanted);
  // While sessions cannot be read, nobody is sent away either.
  const viewer = await viewerIfKnown();
  if (error === undefined && viewer) redirect(returnTo);
  const migration = error === undefined ? wayByFormerSignIn(await headers(), returnTo) : null;
  if (migration?.shown) redirect(migration.path);
  const { amplifyOutputs, cognito, signInForm } = config();
  const [words, { language }] = await Promise.all([getWords('signIn'), currentAppearance()]);
  const reason = typeof error === 'string' ? errorCodeOf(error) : null;
  const confirmation = error === 'recent_sign_in_required' ? await readConfirmation() : null;
  return (
    <div className={styles.page}>
      {migration && <meta httpEquiv="refresh" content={`0; url=${migration.path}`} />}
      <h1>{words.heading}</h1>
      {reason && (
        <SignInError code={reason} ending={reason === 'session_ended' ? await readEnding() : null} />
      )}
      <SignInCard
        language={language}
        words={words}
        returnTo={returnTo}
        providers={cognito.providers}
        marks={marksOf(cognito.providers)}
        userPool={readUserPool(amplifyOutputs)}
        form={signInForm}
        confirmation={confirmation}
      />
      {!viewer && <LanguageSwitch {...{ language, returnTo, reason }} choose={chooseLanguageAction} />}
    </div>
  );
}
