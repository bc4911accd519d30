'use client';

import { useId } from 'react';
import { type ActionState, IDLE } from '@/lib/data/action-state';
import type { Words } from '@/messages/words';
import { ActionAnswer } from '../parts/action-answer';
import { useFormAction } from '../parts/use-form-action';

interface PasswordFormProps {
  readonly words: Words<'security'>['password'];
  /** For password managers, which keep the new password under it. */
  readonly username: string;
  /** A server action. */
  change(previous: ActionState, form: FormData): Promise<ActionState>;
}

/** Works without JavaScript too: the form then posts to the page, which renders the answer. */
export function PasswordForm({ words, username, change }: PasswordFormProps) {
  const { state, form, isPending } = useFormAction<ActionState>(change, IDLE);
  const id = useId();
  const field = { type: 'password', required: true, maxLength: 256, 'aria-describedby': `${id}-answer` };
  return (
    <form {...form} className="stack">
      <input type="email" name="username" autoComplete="username" value={username} readOnly hidden />
      <div className="field">
        <label htmlFor={`${id}-old`}>{words.current}</label>
        <input {...field} id={`${id}-old`} name="previous" autoComplete="current-password" />
      </div>
      <div className="field">
        <label htmlFor={`${id}-new`}>{words.new}</label>
        <input {...field} id={`${id}-new`} name="proposed" autoComplete="new-password" />
        <p className="hint">{words.rules}</p>
      </div>
      <ActionAnswer id={`${id}-answer`} state={state} />
      <div>
        <button type="submit" className="button primary" disabled={isPending}>
          {words.change}
        </button>
      </div>
    </form>
  );
}
