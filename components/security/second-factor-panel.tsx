'use client';

import { useActionState } from 'react';
import { type ActionState, IDLE } from '@/lib/data/action-state';
import type { SecondFactor } from '@/lib/data/second-factor';
import { describeError } from '@/lib/errors';
import { ActionAnswer } from '../parts/action-answer';
import { Notice } from '../parts/notice';
import type { AuthenticatorState } from './authenticator-state';
import { SetUpForm } from './set-up-form';

interface SecondFactorPanelProps {
  readonly factor: SecondFactor;
  /** Server actions. */
  setUp(previous: AuthenticatorState, form: FormData): Promise<AuthenticatorState>;
  remove(): Promise<ActionState>;
}

/** Both forms' answers live here, so that they stay when one form takes the other's place. */
export function SecondFactorPanel({ factor, setUp, remove }: SecondFactorPanelProps) {
  const [setUpState, setUpAction, isSettingUp] = useActionState(setUp, { ...IDLE, secret: null });
  const [removeState, removeAction, isRemoving] = useActionState<ActionState>(remove, IDLE);
  if (factor === 'elsewhere') return <p>You sign in with a provider that looks after this itself.</p>;
  if (factor === 'unknown') {
    const { message, nextStep } = describeError('identity_provider_unavailable');
    return (
      <Notice tone="warning" title={message}>
        {nextStep}
      </Notice>
    );
  }
  return (
    <div className="stack">
      <ActionAnswer state={factor === 'on' && removeState.status !== 'failed' ? setUpState : removeState} />
      {factor === 'on' ? (
        <form action={removeAction}>
          <p>Signing in asks for a code.</p>
          <div className="actions">
            <button type="submit" className="button danger" disabled={isRemoving}>
              Switch it off
            </button>
          </div>
        </form>
      ) : (
        <SetUpForm state={setUpState} action={setUpAction} isPending={isSettingUp} />
      )}
    </div>
  );
}
