'use client';

import { type ComponentProps, type ReactNode, useId } from 'react';
import { useSharedAction } from './action-form';

interface FieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  readonly name: string;
  readonly label: ReactNode;
  /** What is to be known before one types. */
  readonly hint?: string;
}

/** A field of an `ActionForm`. It keeps what was typed, where the action says what that was, and says if it is at fault. */
export function Field({ name, label, hint, defaultValue, ...input }: FieldProps) {
  const { state, answerId } = useSharedAction();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        // Another value of the server's takes the place of what was typed before.
        key={`${defaultValue}`}
        {...input}
        id={id}
        name={name}
        defaultValue={state.typed?.[name] ?? defaultValue}
        aria-invalid={state.status === 'failed' && state.field === name}
        aria-describedby={hint ? `${id}-hint ${answerId}` : answerId}
      />
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
    </div>
  );
}
