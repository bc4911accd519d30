'use client';

import { describeError } from '@/lib/errors';
import { Notice } from '../parts/notice';
import { useSession } from './session-provider';

/** Says so when the session cannot be read. What was known stays on the page; the watch keeps trying. */
export function SessionNotice() {
  const { problem, status } = useSession().state;
  // Only whom this tab knows to be signed in can be told that they still are.
  const told = problem && status !== 'signed-in' ? describeError('sign_in_unavailable') : problem;
  return (
    <div role="status" className="session-notice">
      {told && (
        <Notice tone="warning" title={told.message}>
          {told.nextStep}
        </Notice>
      )}
    </div>
  );
}
