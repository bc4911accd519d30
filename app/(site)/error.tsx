'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
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
  const router = useRouter();
  const [isRetrying, startTransition] = useTransition();
  // What failed was rendered on the server, so it has to be asked for again before this boundary is taken away.
  const retry = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <>
      <PageHeader title="That did not work" />
      <div role="alert" className="stack">
        <Notice tone="danger" title={message}>
          {error.digest ? `${nextStep} If it happens again, tell us this number: ${error.digest}.` : nextStep}
        </Notice>
        <div>
          <button type="button" className="button primary" onClick={retry} disabled={isRetrying}>
            Try again
          </button>
        </div>
      </div>
    </>
  );
}
