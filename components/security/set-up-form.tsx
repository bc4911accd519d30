import { useId } from 'react';
import type { Words } from '@/messages/words';
import { ActionAnswer } from '../parts/action-answer';
import type { FormAction } from '../parts/use-form-action';
import type { AuthenticatorState } from './authenticator-state';
import { QrImage } from './qr-image';
import styles from './set-up-form.module.css';

interface SetUpFormProps extends FormAction<AuthenticatorState> {
  readonly words: Words<'security'>['secondFactor'];
}

/** First the button alone; then the key for the app, and a field for the code that the app makes of it. */
export function SetUpForm({ words, state, form, isPending }: SetUpFormProps) {
  const id = useId();
  const { secret } = state;
  if (secret === null) {
    return (
      <form {...form} className="stack">
        <p>{words.off}</p>
        {state.status === 'failed' && <ActionAnswer state={state} />}
        <div>
          <button type="submit" className="button primary" disabled={isPending}>
            {words.setUp}
          </button>
        </div>
      </form>
    );
  }
  return (
    <form {...form} className="stack" noValidate>
      <p>{words.scan}</p>
      <QrImage code={secret.qr} label={words.image} />
      <p>
        {words.here}
        <a href={secret.uri}>{words.open}</a>
        {words.orKey}
      </p>
      <p className={styles.key}>{inGroups(secret.key)}</p>
      <div className="field">
        <label htmlFor={id}>{words.code}</label>
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
          {words.confirm}
        </button>
      </div>
    </form>
  );
}

/** In fours, for reading aloud and typing; apps ignore the spaces. */
function inGroups(key: string): string {
  return key.replace(/.{4}(?=.)/g, '$& ');
}
