'use client';

import { useEffect, useRef } from 'react';
import type { SignOutState } from '@/lib/data/sign-out-state';
import { ActionAnswer } from '../parts/action-answer';
import { RelativeMoment } from '../parts/relative-moment';

/** What the last sign-out did. The row whose button was pressed is gone with its focus, so that comes here. */
export function SignOutReceipt({ state }: { state: SignOutState }) {
  const receipt = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.status !== 'idle') receipt.current?.focus();
  }, [state]);
  return (
    <div ref={receipt} tabIndex={-1} className="receipt">
      <ActionAnswer state={state}>
        {state.status === 'done' && <RelativeMoment at={state.at} now={state.at} />}
      </ActionAnswer>
    </div>
  );
}
