'use client';

import { type ActionState, IDLE } from '@/lib/data/action-state';
import type { SecondFactor } from '@/lib/data/second-factor';
import type { Words } from '@/messages/words';
import { ActionAnswer } from '../parts/action-answer';
import { CognitoAway } from '../parts/cognito-away';
import { Confirm } from '../parts/confirm';
import { useFormAction } from '../parts/use-form-action';
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
  const settingUp = useFormAction<AuthenticatorState>(setUp, { ...IDLE, secret: null });
  const removing = useFormAction<ActionState>(remove, IDLE);
  if (factor === 'unknown') return <CognitoAway />;
  return (
    <div className="stack">
      <ActionAnswer state={removing.state} />
      {factor === 'on' ? (
        <>
          <p>{words.on}</p>
          <Confirm label={words.turnOff} align="start" question={words.turnOffSure}>
            <form {...removing.form}>
              <button type="submit" className="button danger wide" disabled={removing.isPending}>
                {words.turnOffDo}
              </button>
            </form>
          </Confirm>
        </>
      ) : (
        <SetUpForm words={words} {...settingUp} />
      )}
    </div>
  );
}
