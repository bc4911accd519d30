import type { DirectoryProblem } from '@/lib/data/administration';
import { describeError } from '@/lib/errors';
import { Notice } from '../parts/notice';

interface DirectoryNoticeProps {
  readonly problem: NonNullable<DirectoryProblem>;
  /** What is shown all the same. */
  readonly children: string;
}

/** Says why only what sessions tell is shown. */
export function DirectoryNotice({ problem, children }: DirectoryNoticeProps) {
  const { message, nextStep } = describeError(problem);
  return (
    <Notice tone="warning" title={message}>
      {problem === 'administration_denied' ? nextStep : 'Try again in a few seconds.'} {children}
    </Notice>
  );
}
