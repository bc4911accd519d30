'use client';

import { useActionState, useId } from 'react';
import { Notice } from '../parts/notice';
import styles from './name-form.module.css';
import type { NameFormState } from './name-form-state';

interface NameFormProps {
  readonly name: string;
  /** A server action. */
  action(previous: NameFormState, form: FormData): Promise<NameFormState>;
}

/** Works without JavaScript too: the form then posts to the page, which renders the answer. */
export function NameForm({ name, action }: NameFormProps) {
  const [state, save, isSaving] = useActionState(action, { status: 'unchanged', name });
  const id = useId();
  const invalid = state.status === 'invalid';
  return (
    <form action={save} className={styles.form} noValidate>
      <div className="field">
        <label htmlFor={id}>Name</label>
        <input
          key={state.name}
          id={id}
          name="name"
          defaultValue={state.name}
          autoComplete="name"
          aria-invalid={invalid}
          aria-describedby={`${id}-answer`}
        />
      </div>
      <button type="submit" className="button outlined" disabled={isSaving}>
        {isSaving ? 'Saving' : 'Save'}
      </button>
      <div id={`${id}-answer`} role="status" className={styles.answer}>
        <Answer state={state} />
      </div>
    </form>
  );
}

function Answer({ state }: { state: NameFormState }) {
  switch (state.status) {
    case 'unchanged':
      return null;
    case 'invalid':
      return <Notice tone="danger" title="A name has 1 to 80 characters." />;
    case 'saved':
      return <Notice tone="success" title="Saved." />;
    case 'failed':
      return (
        <Notice tone="danger" title={state.message}>
          {state.nextStep}
        </Notice>
      );
  }
}
