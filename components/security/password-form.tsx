import type { ActionState } from '@/lib/data/action-state';
import type { Words } from '@/messages/words';
import { ActionForm, FormAnswer, SubmitButton } from '../parts/action-form';
import { Field } from '../parts/field';

interface PasswordFormProps {
  readonly words: Words<'security'>['password'];
  /** For password managers, which keep the new password under it. */
  readonly username: string;
  /** A server action. */
  change(previous: ActionState, form: FormData): Promise<ActionState>;
}

const FIELD = { type: 'password', required: true, maxLength: 256 };

export function PasswordForm({ words, username, change }: PasswordFormProps) {
  return (
    <ActionForm action={change} className="stack">
      <input type="email" name="username" autoComplete="username" value={username} readOnly hidden />
      <Field {...FIELD} name="previous" label={words.current} autoComplete="current-password" />
      <Field {...FIELD} name="proposed" label={words.new} hint={words.rules} autoComplete="new-password" />
      <FormAnswer />
      <div>
        <SubmitButton className="button primary">{words.change}</SubmitButton>
      </div>
    </ActionForm>
  );
}
