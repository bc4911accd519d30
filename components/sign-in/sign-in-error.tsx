import { getWords } from '@/lib/data/language';
import type { ErrorCode } from '@/lib/errors';
import { Notice } from '../parts/notice';

/** Codes of things that went as intended and only need doing again: no alarm. */
const GENTLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'session_ended',
  'accounts_linked',
  'sign_in_cancelled',
  'reauthentication_required',
  'device_not_proved',
  'recent_sign_in_required',
  'unauthenticated',
]);

interface SignInErrorProps {
  readonly code: ErrorCode;
  /** Why the session of this browser is over, where that is known. */
  readonly ending: string | null;
}

/** Why someone is back at the sign-in page. */
export async function SignInError({ code, ending }: SignInErrorProps) {
  const [errors, endings] = await Promise.all([getWords('errors'), getWords('endings')]);
  const isNamed = ending !== null && Object.hasOwn(endings, ending);
  const { message, nextStep } = isNamed ? endings[ending as keyof typeof endings] : errors[code];
  return (
    <div role="alert">
      <Notice tone={GENTLE.has(code) ? 'info' : 'danger'} title={message}>
        {nextStep}
      </Notice>
    </div>
  );
}
