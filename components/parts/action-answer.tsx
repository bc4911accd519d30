import type { ActionState } from '@/lib/data/action-state';
import { Notice } from './notice';

/** The outcome of a form, read out when it comes. The element is there before, or nothing would be announced. */
export function ActionAnswer({ state, id }: { state: ActionState; id?: string }) {
  return (
    <div id={id} role="status" className="answer">
      {state.status === 'done' && <Notice tone="success" title={state.message} />}
      {state.status === 'failed' && (
        <Notice tone="danger" title={state.message}>
          {state.nextStep}
        </Notice>
      )}
    </div>
  );
}
