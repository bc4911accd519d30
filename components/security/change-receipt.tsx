import { getWords } from '@/lib/data/language';
import type { CredentialChangeAction } from '@/lib/session/policy';
import { Notice } from '../parts/notice';

interface ChangeReceiptProps {
  /** As the query has it: nothing is said for a name that is not known here. */
  readonly change: unknown;
  /** What has become of the user's other sessions. */
  readonly others: CredentialChangeAction;
}

/** What was just done, in words. */
export async function ChangeReceipt({ change, others }: ChangeReceiptProps) {
  const { done, othersEnd, othersStay } = await getWords('security');
  const receipt =
    typeof change === 'string' ? Object.entries(done).find(([name]) => name === change) : undefined;
  return (
    <div role="status" className="answer">
      {receipt && (
        <Notice tone="success" title={receipt[1]}>
          {others === 'end' ? othersEnd : othersStay}
        </Notice>
      )}
    </div>
  );
}
