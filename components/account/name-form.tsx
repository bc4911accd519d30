'use client';

import { useId } from 'react';
import { IDLE } from '@/lib/data/action-state';
import type { Words } from '@/messages/words';
import { ActionAnswer } from '../parts/action-answer';
import { useFormAction } from '../parts/use-form-action';
import styles from './name-form.module.css';
import type { NameFormState } from './name-form-state';

interface NameFormProps {
  readonly words: Pick<Words<'account'>['details'], 'name' | 'save' | 'saving'>;
  readonly name: string;
  /** A server action. */
  action(previous: NameFormState, form: FormData): Promise<NameFormState>;
}

/** Works without JavaScript too: the form then posts to the page, which renders the answer. */
export function NameForm({ words, name, action }: NameFormProps) {
  const { state, form, isPending: isSaving } = useFormAction<NameFormState>(action, { ...IDLE, name });
  const id = useId();
  const isInvalid = state.status === 'failed' && state.code === 'invalid_request';
  return (
    <form {...form} className={styles.form} noValidate>
      <div className="field">
        <label htmlFor={id}>{words.name}</label>
        <input
          key={state.name}
          id={id}
          name="name"
          defaultValue={state.name}
          autoComplete="name"
          aria-invalid={isInvalid}
          aria-describedby={`${id}-answer`}
        />
      </div>
      <button type="submit" className="button outlined" disabled={isSaving}>
        {isSaving ? words.saving : words.save}
      </button>
      <ActionAnswer id={`${id}-answer`} state={state} />
    </form>
  );
}
