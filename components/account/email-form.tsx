'use client';

import { useEffect, useId, useRef } from 'react';
import { IDLE } from '@/lib/data/action-state';
import type { Words } from '@/messages/words';
import { ActionAnswer } from '../parts/action-answer';
import { type FormAction, useFormAction } from '../parts/use-form-action';
import styles from './email-form.module.css';
import type { EmailFormState } from './email-form-state';

interface EmailFormProps {
  readonly words: Words<'account'>['email'];
  /** A server action: has a code sent to the field `email`, or takes the field `code`. */
  change(previous: EmailFormState, form: FormData): Promise<EmailFormState>;
}

interface StepProps extends FormAction<EmailFormState> {
  readonly words: Words<'account'>['email'];
  /** Of the element with the answer. */
  readonly answerId: string;
}

/** First the new address, then the code that went there. Works without JavaScript too. */
export function EmailForm({ words, change }: EmailFormProps) {
  const action = useFormAction<EmailFormState>(change, { ...IDLE, address: '', isSent: false });
  const { address, isSent } = action.state;
  const answerId = useId();
  const steps = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone with its form, and the focus with it.
  useEffect(() => {
    if (isSent) steps.current?.querySelector<HTMLInputElement>('input[name="code"]')?.focus();
  }, [isSent]);
  return (
    <div ref={steps} className={styles.steps}>
      <ActionAnswer id={answerId} state={action.state}>
        {isSent && words.stays}
      </ActionAnswer>
      {isSent ? (
        <>
          <CodeStep {...action} words={words} answerId={answerId} />
          <form {...action.form} className={styles.others}>
            <input type="hidden" name="email" value={address} />
            <button type="submit" className="button quiet" disabled={action.isPending}>
              {words.newCode}
            </button>
            {/* Loads the page anew, which is how a form begins again without scripts too. */}
            <a className="button quiet" href="/account">
              {words.another}
            </a>
          </form>
        </>
      ) : (
        <>
          <AddressStep {...action} words={words} answerId={answerId} />
          <details>
            <summary>{words.haveCode}</summary>
            <CodeStep {...action} words={words} answerId={answerId} />
          </details>
        </>
      )}
    </div>
  );
}

function AddressStep({ words, state, form, isPending, answerId }: StepProps) {
  const id = useId();
  return (
    <form {...form} className={styles.row} noValidate>
      <div className="field">
        <label htmlFor={id}>{words.newEmail}</label>
        <input
          key={state.address}
          id={id}
          name="email"
          type="email"
          defaultValue={state.address}
          autoComplete="email"
          aria-invalid={isInvalid(state)}
          aria-describedby={answerId}
        />
      </div>
      <button type="submit" className="button outlined" disabled={isPending}>
        {words.sendCode}
      </button>
    </form>
  );
}

function CodeStep({ words, state, form, isPending, answerId }: StepProps) {
  const id = useId();
  return (
    <form {...form} className={styles.row} noValidate>
      <div className="field">
        <label htmlFor={id}>{words.code}</label>
        <input
          id={id}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          aria-invalid={isInvalid(state)}
          aria-describedby={answerId}
        />
      </div>
      <button type="submit" className="button primary" disabled={isPending}>
        {words.confirm}
      </button>
    </form>
  );
}

const isInvalid = (state: EmailFormState) => state.status === 'failed' && state.code === 'invalid_request';
