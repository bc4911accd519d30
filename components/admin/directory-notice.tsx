import type { DirectoryProblem } from '@/lib/data/administration';
import { getWords } from '@/lib/data/language';
import { Notice } from '../parts/notice';

interface DirectoryNoticeProps {
  readonly problem: NonNullable<DirectoryProblem>;
  /** What is shown all the same. */
  readonly children: string;
}

/** Says why only what sessions tell is shown. */
export async function DirectoryNotice({ problem, children }: DirectoryNoticeProps) {
  const [{ [problem]: why }, { inSeconds }] = await Promise.all([getWords('errors'), getWords('frame')]);
  return (
    <Notice tone="warning" title={why.message}>
      {problem === 'administration_denied' ? why.nextStep : inSeconds} {children}
    </Notice>
  );
}
