'use client';

import { Fragment, type ReactNode } from 'react';
import { IDLE } from '@/lib/data/action-state';
import { FormAnswer, SharedAction } from '../parts/action-form';
import { useFormAction } from '../parts/use-form-action';
import type { EmailFormState } from './email-form-state';

interface EmailStepsProps {
  /** A server action. */
  change(previous: EmailFormState, form: FormData): Promise<EmailFormState>;
  /** Its forms before a code is sent, and after. */
  readonly first: ReactNode;
  readonly then: ReactNode;
  /** What stands below the word that a code is sent. */
  readonly stays: string;
}

/** Goes from one step to the next when a code is sent. */
export function EmailSteps({ change, first, then, stays }: EmailStepsProps) {
  const action = useFormAction<EmailFormState>(change, { ...IDLE, isSent: false });
  const { isSent } = action.state;
  return (
    <SharedAction value={action}>
      <FormAnswer>{isSent && stays}</FormAnswer>
      {/* Or React would take the field for the code to be the one for the address. */}
      <Fragment key={`${isSent}`}>{isSent ? then : first}</Fragment>
    </SharedAction>
  );
}
