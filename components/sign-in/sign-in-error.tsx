import { describeError } from '@/lib/errors';
import { Notice } from '../parts/notice';

/** Codes of things that went as intended and only need doing again: no alarm. */
const GENTLE = new Set([
  'session_ended',
  'sign_in_cancelled',
  'reauthentication_required',
  'unauthenticated',
]);

/** Why someone is back at the sign-in page, from the catalogue of errors; unknown codes read as our own fault. */
export function SignInError({ code }: { code: string }) {
  const { code: known, message, nextStep } = describeError(code);
  return (
    <div role="alert">
      <Notice tone={GENTLE.has(known) ? 'info' : 'danger'} title={message}>
        {nextStep}
      </Notice>
    </div>
  );
}
