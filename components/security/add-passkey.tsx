'use client';

import { unstable_rethrow } from 'next/navigation';
import { useState, useTransition } from 'react';
import { type ActionState, IDLE } from '@/lib/data/action-state';
import type { Words } from '@/messages/words';
import { ActionAnswer } from '../parts/action-answer';
import type { PasskeyStart } from './passkey-start';

type AddingWords = Words<'security'>['passkeys']['adding'];

interface AddPasskeyProps {
  readonly words: AddingWords;
  /** Server actions. */
  start(): Promise<PasskeyStart>;
  add(credential: string): Promise<ActionState>;
}

/** What the browser made of it, by its own name (Web Authentication Level 3 §5.1.3). */
function refusal(error: unknown, words: AddingWords): ActionState {
  const isHere = error instanceof Error && error.name === 'InvalidStateError';
  return { status: 'failed', code: 'invalid_request', ...(isHere ? words.alreadyHere : words.notMade) };
}

/** The one thing on the page that needs a script: only the browser can make a passkey. */
export function AddPasskey({ words, start, add }: AddPasskeyProps) {
  const [state, setState] = useState<ActionState>(IDLE);
  const [isPending, startTransition] = useTransition();
  const onClick = () =>
    startTransition(async () => {
      try {
        const started = await start();
        setState(started.status === 'ready' ? await add(await makePasskey(started.options)) : started);
      } catch (error) {
        unstable_rethrow(error); // a redirect: to sign in, or to the page with the passkey
        setState(refusal(error, words));
      }
    });
  return (
    <div className="stack">
      <ActionAnswer state={state} />
      <div>
        <button type="button" className="button primary" onClick={onClick} disabled={isPending}>
          {words.add}
        </button>
      </div>
      <noscript>{words.noScript}</noscript>
    </div>
  );
}

/** @returns `RegistrationResponseJSON` @throws DOMException when the person or the browser refuses */
async function makePasskey(options: object): Promise<string> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as PublicKeyCredentialCreationOptionsJSON,
  );
  return JSON.stringify(await navigator.credentials.create({ publicKey }));
}
