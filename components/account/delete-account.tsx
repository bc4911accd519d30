import type { Route } from 'next';
import type { ActionState } from '@/lib/data/action-state';
import type { Words } from '@/messages/words';
import { ActionForm, FormAnswer, SubmitButton } from '../parts/action-form';
import { Field } from '../parts/field';
import { PageLink } from '../parts/page-link';

interface DeleteAccountProps {
  readonly words: Words<'account'>['deletion'];
  /** Where to confirm first who they are; null for someone who has signed in lately. */
  readonly confirmAt: Route | null;
  /** A server action: deletes the account if the field `confirmation` says so. */
  remove(previous: ActionState, form: FormData): Promise<ActionState>;
}

/** A word has to be typed, so that no slip of the hand does it. */
export function DeleteAccount({ words, confirmAt, remove }: DeleteAccountProps) {
  if (confirmAt !== null) {
    return (
      <div>
        <PageLink className="button danger" href={confirmAt}>
          {words.delete}
        </PageLink>
      </div>
    );
  }
  const label = (
    <>
      {words.toConfirm} <strong>{words.word}</strong>
    </>
  );
  return (
    <ActionForm action={remove} className="stack" noValidate>
      <Field name="confirmation" label={label} autoComplete="off" autoCapitalize="none" spellCheck={false} />
      <FormAnswer />
      <div>
        <SubmitButton className="button danger">{words.delete}</SubmitButton>
      </div>
    </ActionForm>
  );
}
