'use client';

import { Notice } from '../parts/notice';
import { useSession } from './session-provider';

/** Says so when the session cannot be read. What was known stays on the page; the watch keeps trying. */
export function SessionNotice() {
  const { problem } = useSession().state;
  return (
    <div role="status" className="session-notice">
      {problem && (
        <Notice tone="warning" title={problem.message}>
          {problem.nextStep}
        </Notice>
      )}
    </div>
  );
}
