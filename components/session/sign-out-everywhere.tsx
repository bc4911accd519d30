import { Confirm } from '../parts/confirm';
import { SignOutForm } from './sign-out-form';

/** Ends all of the user's sessions, this one included, after a question. */
export function SignOutEverywhere() {
  return (
    <Confirm
      label="Sign out everywhere"
      align="start"
      question="Sign out all your devices, this one too? You will have to sign in again on each."
    >
      <SignOutForm label="Sign out all devices" className="button danger wide" scope="everywhere" />
    </Confirm>
  );
}
