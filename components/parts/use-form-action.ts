'use client';

import { unstable_rethrow } from 'next/navigation';
import { type SubmitEvent, useActionState, useId, useState, useTransition } from 'react';
import type { ActionState } from '@/lib/data/action-state';
import { useFrame } from './frame-words';

const UNREACHABLE = { status: 'failed', code: 'store_unavailable', field: undefined } as const;

export interface FormAction<State> {
  /** What the action answered last. */
  readonly state: State;
  /** Spread over each form that runs the action. */
  readonly form: {
    readonly action: (form: FormData) => void;
    readonly onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
  };
  readonly isPending: boolean;
  /** Of the element with the answer. */
  readonly answerId: string;
}

/**
 * Runs a server action from a form. Without scripts the form posts itself. With them a request that gets no answer (no
 * network, a server that is restarting) is told in the form like any other failure: React alone would throw it at the
 * nearest error page and so take the whole page away.
 *
 * @param initial the state before the first submission
 */
export function useFormAction<State extends ActionState>(
  action: (previous: State, form: FormData) => Promise<State>,
  initial: Awaited<State>,
): FormAction<State> {
  const [posted, post] = useActionState<State, FormData>(action, initial);
  const [state, setState] = useState<State>(posted);
  const [isPending, startTransition] = useTransition();
  const answerId = useId();
  const { notReached: message, checkConnection: nextStep } = useFrame().words;

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget, event.nativeEvent.submitter);
    startTransition(async () => {
      try {
        setState(await action(state, form));
      } catch (error) {
        unstable_rethrow(error); // a redirect, such as to sign in
        setState((previous) => ({ ...previous, ...UNREACHABLE, message, nextStep }));
      }
    });
  }

  return { state, form: { action: post, onSubmit }, isPending, answerId };
}
