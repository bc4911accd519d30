import { useId } from 'react';
import { ActionAnswer } from '../parts/action-answer';
import type { AuthenticatorState } from './authenticator-state';
import { QrImage } from './qr-image';
import styles from './set-up-form.module.css';

interface SetUpFormProps {
  readonly state: AuthenticatorState;
  action(form: FormData): void;
  readonly isPending: boolean;
}

/** First the button alone; then the key for the app, and a field for the code that the app makes of it. */
export function SetUpForm({ state, action, isPending }: SetUpFormProps) {
  const id = useId();
  const { secret } = state;
  if (secret === null) {
    return (
      <form action={action} className="stack">
        <p>Off. Only your password is needed.</p>
        {state.status === 'failed' && <ActionAnswer state={state} />}
        <div>
          <button type="submit" className="button primary" disabled={isPending}>
            Set up an authenticator app
          </button>
        </div>
      </form>
    );
  }
  return (
    <form action={action} className="stack" noValidate>
      <p>Scan this with an authenticator app on your phone.</p>
      <QrImage code={secret.qr} />
      <p>
        On this device: <a href={secret.uri}>Open your authenticator app</a>, or add this key to it:
      </p>
      <p className={styles.key}>{inGroups(secret.key)}</p>
      <div className="field">
        <label htmlFor={id}>Code from the app</label>
        <input
          id={id}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          aria-invalid={state.status === 'failed'}
          aria-describedby={`${id}-answer`}
        />
      </div>
      <ActionAnswer id={`${id}-answer`} state={state} />
      <div>
        <button type="submit" className="button primary" disabled={isPending}>
          Confirm
        </button>
      </div>
    </form>
  );
}

/** In fours, for reading aloud and typing; apps ignore the spaces. */
function inGroups(key: string): string {
  return key.replace(/.{4}(?=.)/g, '$& ');
}
