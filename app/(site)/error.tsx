'use client';

import { Notice } from '@/components/parts/notice';
import { PageHeader } from '@/components/parts/page-header';
import { describeError } from '@/lib/errors';

interface ErrorPageProps {
  /** What was thrown stays on the server; `digest` finds it in the log. */
  readonly error: Error & { digest?: string };
  reset(): void;
}

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const { message, nextStep } = describeError('internal');
  return (
    <>
      <PageHeader title="That did not work" />
      <div role="alert" className="stack">
        <Notice tone="danger" title={message}>
          {error.digest ? `${nextStep} If it happens again, tell us this number: ${error.digest}.` : nextStep}
        </Notice>
        <div>
          <button type="button" className="button primary" onClick={reset}>
            Try again
          </button>
        </div>
      </div>
    </>
  );
}
