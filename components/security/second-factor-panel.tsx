'use client';

import { useActionState } from 'react';
import { type ActionState, IDLE } from '@/lib/data/action-state';
import type { SecondFactor } from '@/lib/data/second-factor';
import { ActionAnswer } from '../parts/action-answer';
import { CognitoAway } from '../parts/cognito-away';
import { Confirm } from '../parts/confirm';
import type { AuthenticatorState } from './authenticator-state';
import { SetUpForm } from './set-up-form';

interface SecondFactorPanelProps {
  readonly factor: SecondFactor;
  /** Server actions. */
  setUp(previous: AuthenticatorState, form: FormData): Promise<AuthenticatorState>;
  remove(): Promise<ActionState>;
}

export function SecondFactorPanel({ factor, setUp, remove }: SecondFactorPanelProps) {
  const [setUpState, setUpAction, isSettingUp] = useActionState(setUp, { ...IDLE, secret: null });
  const [removeState, removeAction, isRemoving] = useActionState<ActionState>(remove, IDLE);
  if (factor === 'unknown') return <CognitoAway />;
  return (
    <div className="stack">
      <ActionAnswer state={removeState} />
      {factor === 'on' ? (
        <>
          <p>On. Signing in asks for a code as well as your password.</p>
          <Confirm
            label="Turn off"
            align="start"
            question="Turn off two-step verification? Your password alone will be enough to sign in."
          >
            <form action={removeAction}>
              <button type="submit" className="button danger wide" disabled={isRemoving}>
                Turn off two-step verification
              </button>
            </form>
          </Confirm>
        </>
      ) : (
        <SetUpForm state={setUpState} action={setUpAction} isPending={isSettingUp} />
      )}
    </div>
  );
}
