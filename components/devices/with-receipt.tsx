'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { IDLE } from '@/lib/data/action-state';
import type { SignOutState } from '@/lib/data/sign-out-state';
import { FormAnswer, SharedAction } from '../parts/action-form';
import { RelativeMoment } from '../parts/relative-moment';
import { useFormAction } from '../parts/use-form-action';

interface WithReceiptProps {
  /** A server action. */
  action(previous: SignOutState, form: FormData): Promise<SignOutState>;
  /** The forms that run it. */
  readonly children: ReactNode;
}

/** Tells above its children what their forms did. The row whose button was pressed is gone with its focus, so that comes here. */
export function WithReceipt({ action, children }: WithReceiptProps) {
  const shared = useFormAction<SignOutState>(action, { ...IDLE, at: 0 });
  const { state } = shared;
  const receipt = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.status !== 'idle') receipt.current?.focus();
  }, [state]);
  return (
    <SharedAction value={shared}>
      <div ref={receipt} tabIndex={-1} className="receipt">
        <FormAnswer>{state.status === 'done' && <RelativeMoment at={state.at} now={state.at} />}</FormAnswer>
      </div>
      {children}
    </SharedAction>
  );
}
