'use client';

import { useActionState } from 'react';
import { type ActionState, IDLE } from '@/lib/data/action-state';
import type { SecondFactor } from '@/lib/data/second-factor';
import type { Words } from '@/messages/words';
import { ActionAnswer } from '../parts/action-answer';
import { CognitoAway } from '../parts/cognito-away';
import { Confirm } from '../parts/confirm';
import type { AuthenticatorState } from './authenticator-state';
import { SetUpForm } from './set-up-form';

interface SecondFactorPanelProps {
  readonly words: Words<'security'>['secondFactor'];
  readonly factor: SecondFactor;
  /** Server actions. */
  setUp(previous: AuthenticatorState, form: FormData): Promise<AuthenticatorState>;
  remove(): Promise<ActionState>;
}

export function SecondFactorPanel({ words, factor, setUp, remove }: SecondFactorPanelProps) {
  const [setUpState, setUpAction, isSettingUp] = useActionState(setUp, { ...IDLE, secret: null });
  const [removeState, removeAction, isRemoving] = useActionState<ActionState>(remove, IDLE);
  if (factor === 'unknown') return <CognitoAway />;
  return (
    <div className="stack">
      <ActionAnswer state={removeState} />
      {factor === 'on' ? (
        <>
          <p>{words.on}</p>
          <Confirm label={words.turnOff} align="start" question={words.turnOffSure}>
            <form action={removeAction}>
              <button type="submit" className="button danger wide" disabled={isRemoving}>
                {words.turnOffDo}
              </button>
            </form>
          </Confirm>
        </>
      ) : (
        <SetUpForm words={words} state={setUpState} action={setUpAction} isPending={isSettingUp} />
      )}
    </div>
  );
}
