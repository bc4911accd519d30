import type { CredentialChange } from '@/lib/session/session';
import { Notice } from '../parts/notice';

const OTHERS = 'If you were signed in on other devices, look through your devices.';

const RECEIPTS: Readonly<Partial<Record<CredentialChange, string>>> = {
  password_changed: 'Your password is changed.',
  second_factor_on: 'Your authenticator app is on.',
  second_factor_off: 'Your authenticator app is off.',
  passkey_added: 'Your passkey is added.',
  passkey_removed: 'Your passkey is removed.',
};

/** What was just done, in words; nothing for a name that is not known here. @param change as the query has it */
export function ChangeReceipt({ change }: { change: unknown }) {
  const receipt =
    typeof change === 'string' ? Object.entries(RECEIPTS).find(([name]) => name === change) : null;
  return (
    <div role="status" className="answer">
      {receipt && (
        <Notice tone="success" title={receipt[1]}>
          {OTHERS}
        </Notice>
      )}
    </div>
  );
}
