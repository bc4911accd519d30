'use client';

import type { Words } from '@/messages/words';
import { useFrame } from '../parts/frame-words';
import { Notice } from '../parts/notice';
import type { Problem } from './session-answer';
import { useSession } from './session-provider';

/** Says so when the session cannot be read. What was known stays on the page; the watch keeps trying. */
export function SessionNotice() {
  const { problem, status } = useSession().state;
  const { words } = useFrame();
  return (
    <div role="status" className="session-notice">
      {problem && (
        <Notice tone="warning" title={titleOf(problem, status === 'signed-in', words)}>
          {status === 'signed-in' && problem.code === null ? words.keepsTrying : words.inSeconds}
        </Notice>
      )}
    </div>
  );
}

/** Only whom this tab knows to be signed in can be told that they still are. */
function titleOf({ code }: Problem, isSignedIn: boolean, words: Words<'frame'>): string {
  if (!isSignedIn) return words.signInAway;
  if (code === null) return words.unreachable;
  return code === 'store_unavailable' ? words.sessionsAway : words.serviceAway;
}
