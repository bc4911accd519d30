'use client';

import type { Route } from 'next';
import { useId } from 'react';
import { type ActionState, IDLE } from '@/lib/data/action-state';
import type { Words } from '@/messages/words';
import { ActionAnswer } from '../parts/action-answer';
import { PageLink } from '../parts/page-link';
import { useFormAction } from '../parts/use-form-action';

interface DeleteAccountProps {
  readonly words: Words<'account'>['deletion'];
  /** Where to confirm first who they are; null for someone who has signed in lately. */
  readonly confirmAt: Route | null;
  /** A server action: deletes the account if the field `confirmation` says so. */
  remove(previous: ActionState, form: FormData): Promise<ActionState>;
}

/** A word has to be typed, so that no slip of the hand does it. Works without JavaScript too. */
export function DeleteAccount({ words, confirmAt, remove }: DeleteAccountProps) {
  const { state, form, isPending } = useFormAction<ActionState>(remove, IDLE);
  const id = useId();
  if (confirmAt !== null) {
    return (
      <div>
        <PageLink className="button danger" href={confirmAt}>
          {words.delete}
        </PageLink>
      </div>
    );
  }
  return (
    <form {...form} className="stack" noValidate>
      <div className="field">
        <label htmlFor={id}>
          {words.toConfirm} <strong>{words.word}</strong>
        </label>
        <input
          id={id}
          name="confirmation"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={state.status === 'failed' && state.code === 'invalid_request'}
          aria-describedby={`${id}-answer`}
        />
      </div>
      <ActionAnswer id={`${id}-answer`} state={state} />
      <div>
        <button type="submit" className="button danger" disabled={isPending}>
          {words.delete}
        </button>
      </div>
    </form>
  );
}
