import { describeError } from '@/lib/errors';
import { Notice } from './notice';

/** Stands where something would be that only Cognito knows, while it does not answer. */
export function CognitoAway() {
  const { message, nextStep } = describeError('identity_provider_unavailable');
  return (
    <Notice tone="warning" title={message}>
      {nextStep}
    </Notice>
  );
}
