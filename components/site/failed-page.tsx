'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { fillIn } from '../parts/fill-in';
import { useFrame } from '../parts/frame-words';
import { Notice } from '../parts/notice';
import { PageHeader } from '../parts/page-header';

interface FailedPageProps {
  /** What was thrown stays on the server; `digest` finds it in the log. */
  readonly error: Error & { digest?: string };
  reset(): void;
}

/** In the place of a page that failed. */
export function FailedPage({ error: { digest }, reset }: FailedPageProps) {
  const { words } = useFrame();
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
      <PageHeader title={words.failed} />
      <div role="alert" className="stack">
        <Notice tone="danger" title={words.failedWhy}>
          {digest ? `${words.failedNext} ${fillIn(words.failedNumber, { digest })}` : words.failedNext}
        </Notice>
        <div>
          <button type="button" className="button primary" onClick={retry} disabled={isRetrying}>
            {words.tryAgain}
          </button>
        </div>
      </div>
    </>
  );
}
