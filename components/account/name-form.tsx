import type { ActionState } from '@/lib/data/action-state';
import type { Words } from '@/messages/words';
import { ActionForm, FormAnswer, SubmitButton } from '../parts/action-form';
import { Field } from '../parts/field';
import styles from './name-form.module.css';

interface NameFormProps {
  readonly words: Pick<Words<'account'>['details'], 'name' | 'save' | 'saving'>;
  readonly name: string;
  /** A server action. */
  action(previous: ActionState, form: FormData): Promise<ActionState>;
}

export function NameForm({ words, name, action }: NameFormProps) {
  return (
    <ActionForm action={action} className={styles.form} noValidate>
      <Field name="name" label={words.name} defaultValue={name} autoComplete="name" />
      <SubmitButton className="button outlined" pending={words.saving}>
        {words.save}
      </SubmitButton>
      <FormAnswer />
    </ActionForm>
  );
}
