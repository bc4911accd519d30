import type { ActionState } from '@/lib/data/action-state';
import type { SecondFactor } from '@/lib/data/second-factor';
import type { Words } from '@/messages/words';
import { ActionForm, FormAnswer, SubmitButton } from '../parts/action-form';
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
  if (factor === 'unknown') return <CognitoAway />;
  if (factor !== 'on') return <SetUpForm words={words.setUp} setUp={setUp} />;
  return (
    <ActionForm action={remove} className="stack">
      <FormAnswer />
      <p>{words.on}</p>
      <Confirm label={words.turnOff} align="start" question={words.turnOffSure}>
        <SubmitButton className="button danger wide">{words.turnOffDo}</SubmitButton>
      </Confirm>
    </ActionForm>
  );
}
