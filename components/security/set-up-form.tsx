'use client';

import { IDLE } from '@/lib/data/action-state';
import type { Words } from '@/messages/words';
import { FormAnswer, SharedAction, SharedForm, SubmitButton } from '../parts/action-form';
import { Field } from '../parts/field';
import { useFormAction } from '../parts/use-form-action';
import type { AuthenticatorState } from './authenticator-state';
import { QrImage } from './qr-image';
import styles from './set-up-form.module.css';

interface SetUpFormProps {
  readonly words: Words<'security'>['secondFactor']['setUp'];
  /** A server action: begins, or takes the field `code`. */
  setUp(previous: AuthenticatorState, form: FormData): Promise<AuthenticatorState>;
}

/** First the button alone; then the key for the app, and a field for the code that the app makes of it. */
export function SetUpForm({ words, setUp }: SetUpFormProps) {
  const action = useFormAction<AuthenticatorState>(setUp, { ...IDLE, secret: null });
  const { secret } = action.state;
  return (
    <SharedAction value={action}>
      <SharedForm className="stack" noValidate>
        {secret === null ? (
          <p>{words.off}</p>
        ) : (
          <>
            <p>{words.scan}</p>
            <QrImage code={secret.qr} label={words.image} />
            <p>
              {words.here}
              <a href={secret.uri}>{words.open}</a>
              {words.orKey}
            </p>
            <p className={styles.key}>{inGroups(secret.key)}</p>
            <Field name="code" label={words.code} inputMode="numeric" autoComplete="one-time-code" />
          </>
        )}
        <FormAnswer />
        <div>
          <SubmitButton className="button primary">
            {secret === null ? words.begin : words.confirm}
          </SubmitButton>
        </div>
      </SharedForm>
    </SharedAction>
  );
}

/** In fours, for reading aloud and typing; apps ignore the spaces. */
function inGroups(key: string): string {
  return key.replace(/.{4}(?=.)/g, '$& ');
}
