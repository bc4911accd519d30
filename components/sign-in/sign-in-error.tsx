import { describeError } from '@/lib/errors';
import { Notice } from '../parts/notice';
import { endingInWords } from './ending-words';

/** Codes of things that went as intended and only need doing again: no alarm. */
const GENTLE = new Set([
  'session_ended',
  'sign_in_cancelled',
  'reauthentication_required',
  'device_not_proved',
  'recent_sign_in_required',
  'unauthenticated',
]);

interface SignInErrorProps {
  readonly code: string;
  /** Why the session of this browser is over, where that is known. */
  readonly ending: string | null;
}

/** Why someone is back at the sign-in page; codes that are not in the catalogue of errors read as our own fault. */
export function SignInError({ code, ending }: SignInErrorProps) {
  const known = describeError(code);
  const { message, nextStep } = endingInWords(ending) ?? known;
  return (
    <div role="alert">
      <Notice tone={GENTLE.has(known.code) ? 'info' : 'danger'} title={message}>
        {nextStep}
      </Notice>
    </div>
  );
}
