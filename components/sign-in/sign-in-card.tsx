'use client';

import { useSearchParams } from 'next/navigation';
import { type FormEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type { UserPool } from '@/lib/amplify/user-pool';
import type { ReturnTo } from '@/lib/auth/return-to';
import type { Confirmation } from '@/lib/data/confirmation';
import type { Language } from '@/lib/preferences';
import type { Provider } from '@/lib/session/identity-provider';
import { isOwnMethod } from '@/lib/session/session';
import type { Words } from '@/messages/words';
import { AddressForm } from './address-form';
import { AlreadySignedIn } from './already-signed-in';
import { LoadedEmailForm } from './loaded-email-form';
import { ProviderLinks } from './provider-links';
import styles from './sign-in-card.module.css';

interface SignInCardProps {
  readonly language: Language;
  readonly words: Words<'signIn'>;
  readonly returnTo: ReturnTo;
  readonly providers: readonly Provider[];
  /** What stands beside their names, by name. */
  readonly marks: Readonly<Record<string, ReactNode>>;
  readonly userPool: UserPool;
  /** What follows an e-mail address: the form on this page, or managed login. */
  readonly form: 'embedded' | 'hosted';
  /** Set while someone who is signed in is asked to confirm who they are. */
  readonly confirmation: Confirmation | null;
}

/** In the address, so that Back leads from the form to the choice, and not away from the page. */
const STEP = 'with';

/** First who: an address or a provider. Then, for an address, the form that proves it, by itself. */
export function SignInCard(props: SignInCardProps) {
  const { language, words, returnTo, providers, userPool, form, confirmation } = props;
  const [stays, setStays] = useState(confirmation?.remembered ?? true);
  const [email, setEmail] = useState(confirmation?.email ?? '');
  const fresh = confirmation !== null;
  const ways = waysToProve(confirmation, providers);
  const isAtForm = useSearchParams().get(STEP) === 'email' && form === 'embedded';
  const field = useFocusAfter(isAtForm);

  if (isAtForm) {
    return (
      <div className={styles.card}>
        <LoadedEmailForm {...{ language, words, returnTo, userPool, stays, email }} />
        <div className={styles.back}>
          <button type="button" className="button quiet wide" onClick={() => goToStep(null)}>
            {ways.providers.length > 0 ? words.startAgainOr : words.startAgain}
          </button>
        </div>
      </div>
    );
  }
  const openForm = (event: FormEvent) => {
    if (form === 'hosted') return;
    event.preventDefault();
    goToStep('email');
  };
  const start = { words, returnTo, stays, fresh };
  return (
    <div className={styles.card}>
      {!fresh && <AlreadySignedIn words={words} returnTo={returnTo} />}
      {ways.byEmail && (
        <AddressForm {...start} email={email} onEmail={setEmail} field={field} onSubmit={openForm} />
      )}
      <ProviderLinks {...start} providers={ways.providers} marks={props.marks} />
      {!fresh && (
        <label className={styles.stay}>
          <input type="checkbox" checked={stays} onChange={(event) => setStays(event.target.checked)} />
          {words.stay}
        </label>
      )}
    </div>
  );
}

/** A field that is focused when what took its place goes away. */
function useFocusAfter(isReplaced: boolean): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null);
  const wasReplaced = useRef(isReplaced);
  useEffect(() => {
    if (wasReplaced.current && !isReplaced) field.current?.focus();
    wasReplaced.current = isReplaced;
  }, [isReplaced]);
  return field;
}

function goToStep(step: 'email' | null): void {
  const url = new URL(window.location.href);
  if (step === null) url.searchParams.delete(STEP);
  else url.searchParams.set(STEP, step);
  window.history.pushState(null, '', url);
}

/** Everything for whoever comes; to confirm who one is, only the way by which one came, if it is still there. */
function waysToProve(confirmation: Confirmation | null, providers: readonly Provider[]) {
  if (confirmation === null) return { byEmail: true, providers };
  if (isOwnMethod(confirmation.method)) return { byEmail: true, providers: [] };
  const theirs = providers.filter(({ method }) => method === confirmation.method);
  return { byEmail: false, providers: theirs.length > 0 ? theirs : providers };
}
