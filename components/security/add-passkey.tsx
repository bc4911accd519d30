'use client';

import { unstable_rethrow } from 'next/navigation';
import { useState, useTransition } from 'react';
import { type ActionState, IDLE } from '@/lib/data/action-state';
import { ActionAnswer } from '../parts/action-answer';
import type { PasskeyStart } from './passkey-start';

interface AddPasskeyProps {
  /** Server actions. */
  start(): Promise<PasskeyStart>;
  add(credential: string): Promise<ActionState>;
}

const refused = (message: string, nextStep: string): ActionState => ({
  status: 'failed',
  code: 'invalid_request',
  message,
  nextStep,
});

const NOT_MADE = refused('No passkey was added.', 'Try again, and follow what your browser asks.');

/** By the browser's own name (Web Authentication Level 3 §5.1.3). */
const REFUSALS: Readonly<Record<string, ActionState>> = {
  NotAllowedError: NOT_MADE,
  AbortError: NOT_MADE,
  InvalidStateError: refused('This device already has a passkey for your account.', 'Nothing needs doing.'),
};

/** The one thing on the page that needs a script: only the browser can make a passkey. */
export function AddPasskey({ start, add }: AddPasskeyProps) {
  const [state, setState] = useState<ActionState>(IDLE);
  const [isPending, startTransition] = useTransition();
  const onClick = () =>
    startTransition(async () => {
      try {
        const started = await start();
        setState(started.status === 'ready' ? await add(await makePasskey(started.options)) : started);
      } catch (error) {
        unstable_rethrow(error); // a redirect: to sign in, or to the page with the passkey
        setState((error instanceof Error && REFUSALS[error.name]) || NOT_MADE);
      }
    });
  return (
    <div className="stack">
      <ActionAnswer state={state} />
      <div>
        <button type="button" className="button primary" onClick={onClick} disabled={isPending}>
          Add a passkey
        </button>
      </div>
      <noscript>Adding a passkey needs JavaScript.</noscript>
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
