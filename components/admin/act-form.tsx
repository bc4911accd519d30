import { useId } from 'react';
import type { AdministrativeAct } from '@/lib/session/incidents';
import type { Words } from '@/messages/words';
import type { FormAction } from '../parts/use-form-action';

export interface ActFormProps {
  readonly words: Words<'administration'>['acts'];
  readonly form: FormAction<never>['form'];
  readonly isPending: boolean;
  readonly username: string;
  readonly act: AdministrativeAct;
  /** The session to end, if it is about one. */
  readonly publicId?: string;
  /** On the button that does it. */
  readonly label: string;
}

/** Does something to an account, for a reason. */
export function ActForm({ words, form, isPending, username, act, publicId, label }: ActFormProps) {
  const id = useId();
  return (
    <form {...form} className="stack">
      <input type="hidden" name="username" value={username} />
      <input type="hidden" name="act" value={act} />
      {publicId !== undefined && <input type="hidden" name="publicId" value={publicId} />}
      <div className="field">
        <label htmlFor={id}>{words.reason}</label>
        <input
          id={id}
          name="note"
          required
          minLength={3}
          maxLength={200}
          autoComplete="off"
          aria-describedby={`${id}-hint`}
        />
        <p id={`${id}-hint`} className="hint">
          {words.reasonHint}
        </p>
      </div>
      <button type="submit" className="button danger wide" disabled={isPending}>
        {label}
      </button>
    </form>
  );
}
