import type { Words } from '@/messages/words';
import { SharedForm, SubmitButton } from '../parts/action-form';
import { Field } from '../parts/field';
import styles from './email-form.module.css';
import type { EmailFormState } from './email-form-state';
import { EmailSteps } from './email-steps';

interface EmailFormProps {
  readonly words: Words<'account'>['email'];
  /** A server action: has a code sent to the field `email`, or takes the field `code`; without either it sends a new code. */
  change(previous: EmailFormState, form: FormData): Promise<EmailFormState>;
}

/** First the new address, then the code that went there. Works without JavaScript too. */
export function EmailForm({ words, change }: EmailFormProps) {
  const first = (
    <>
      <SharedForm className={styles.row} noValidate>
        <Field name="email" label={words.newEmail} type="email" autoComplete="email" />
        <SubmitButton className="button outlined">{words.sendCode}</SubmitButton>
      </SharedForm>
      <details>
        <summary>{words.haveCode}</summary>
        <CodeForm words={words} />
      </details>
    </>
  );
  const then = (
    <>
      <CodeForm words={words} isNext />
      <SharedForm className={styles.others}>
        <SubmitButton className="button quiet">{words.newCode}</SubmitButton>
        {/* Loads the page anew, which is how a form begins again without scripts too. */}
        <a className="button quiet" href="/account">
          {words.another}
        </a>
      </SharedForm>
    </>
  );
  return (
    <div className={styles.steps}>
      <EmailSteps change={change} first={first} then={then} stays={words.stays} />
    </div>
  );
}

interface CodeFormProps extends Pick<EmailFormProps, 'words'> {
  /** Whether it comes once a code is sent. */
  readonly isNext?: boolean;
}

function CodeForm({ words, isNext }: CodeFormProps) {
  return (
    <SharedForm className={styles.row} noValidate>
      <Field
        name="code"
        label={words.code}
        inputMode="numeric"
        autoComplete="one-time-code"
        // The button that was pressed is gone with its form, and the focus with it.
        autoFocus={isNext}
      />
      <SubmitButton className="button primary">{words.confirm}</SubmitButton>
    </SharedForm>
  );
}
