import type { Words } from '@/messages/words';
import { Confirm } from '../parts/confirm';
import { SignOutForm } from './sign-out-form';

/** Ends all of the user's sessions, this one included, after a question. */
export function SignOutEverywhere({ words }: { words: Words<'account'>['session'] }) {
  return (
    <Confirm label={words.everywhere} align="start" question={words.everywhereSure}>
      <SignOutForm label={words.everywhereDo} className="button danger wide" scope="everywhere" />
    </Confirm>
  );
}
