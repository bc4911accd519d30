import type { ReactNode } from 'react';
import type { ActionState } from '@/lib/data/action-state';
import { Notice } from './notice';

interface ActionAnswerProps {
  readonly state: ActionState;
  readonly id?: string;
  /** What stands below the word that it is done. */
  readonly children?: ReactNode;
}

/** The outcome of a form, read out when it comes. The element is there before, or nothing would be announced. */
export function ActionAnswer({ state, id, children }: ActionAnswerProps) {
  return (
    <div id={id} role="status" className="answer">
      {state.status === 'done' && (
        <Notice tone="success" title={state.message}>
          {children}
        </Notice>
      )}
      {state.status === 'failed' && (
        <Notice tone="danger" title={state.message}>
          {state.nextStep}
        </Notice>
      )}
    </div>
  );
}
