import type { AdministrativeAct } from '@/lib/session/incidents';
import type { Words } from '@/messages/words';
import { SharedForm, SubmitButton } from '../parts/action-form';
import { Field } from '../parts/field';

export interface ActFormProps {
  readonly words: Words<'administration'>['acts'];
  readonly username: string;
  readonly act: AdministrativeAct;
  /** The session to end, if it is about one. */
  readonly publicId?: string;
  /** On the button that does it. */
  readonly label: string;
}

/** Does something to an account, for a reason. */
export function ActForm({ words, username, act, publicId, label }: ActFormProps) {
  return (
    <SharedForm className="stack">
      <input type="hidden" name="username" value={username} />
      <input type="hidden" name="act" value={act} />
      {publicId !== undefined && <input type="hidden" name="publicId" value={publicId} />}
      <Field
        name="note"
        label={words.reason}
        hint={words.reasonHint}
        required
        minLength={3}
        maxLength={200}
        autoComplete="off"
      />
      <SubmitButton className="button danger wide">{label}</SubmitButton>
    </SharedForm>
  );
}
