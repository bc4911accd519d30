import type { CredentialChangeAction } from '@/lib/session/policy';
import type { CredentialChange } from '@/lib/session/session';
import { Notice } from '../parts/notice';

const RECEIPTS: Readonly<Partial<Record<CredentialChange, string>>> = {
  password_changed: 'Your password is changed.',
  second_factor_on: 'Your authenticator app is on.',
  second_factor_off: 'Your authenticator app is off.',
  passkey_added: 'Your passkey is added.',
  passkey_removed: 'Your passkey is removed.',
  email_changed: 'Your e-mail address is changed.',
};

interface ChangeReceiptProps {
  /** As the query has it: nothing is said for a name that is not known here. */
  readonly change: unknown;
  /** What has become of the user's other sessions. */
  readonly others: CredentialChangeAction;
}

/** What was just done, in words. */
export function ChangeReceipt({ change, others }: ChangeReceiptProps) {
  const receipt =
    typeof change === 'string' ? Object.entries(RECEIPTS).find(([name]) => name === change) : null;
  return (
    <div role="status" className="answer">
      {receipt && (
        <Notice tone="success" title={receipt[1]}>
          {others === 'end' ? 'Your other devices are signed out.' : 'Your other devices stay signed in.'}
        </Notice>
      )}
    </div>
  );
}
