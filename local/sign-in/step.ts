import type { Client, Pool, User } from '../model';
import type { ChallengeName } from './challenges';

/** Whose sign-in, at which client. */
export interface SignIn {
  readonly pool: Pool;
  readonly client: Client;
  readonly user: User;
}

/** Where a sign-in stands: one more question for the person, or done. */
export type Step = ChallengeStep | CompletedStep;

export interface ChallengeStep extends Partial<Pick<SignIn, 'user'>> {
  readonly kind: 'challenge';
  readonly name: ChallengeName;
  readonly parameters: Record<string, string>;
  readonly session?: string;
  readonly available?: readonly ChallengeName[];
}

export interface CompletedStep extends SignIn {
  readonly kind: 'completed';
}
