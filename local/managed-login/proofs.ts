import type { Clock } from '../clock';
import type { User } from '../model';
import { OneTime } from '../one-time';

const LIFETIME_MS = 60 * 60_000;

/**
 * Remembers that whoever holds a handle has just given a user's password, so that confirming the account also
 * signs them in.
 */
export function createProofs(clock: Clock) {
  const handles = new OneTime<Pick<User, 'poolId' | 'sub'>>(clock);
  return {
    give: ({ poolId, sub }: User): string => handles.put({ poolId, sub }, LIFETIME_MS),
    isFor: (handle: string | undefined, user: User): boolean => {
      const proof = handles.peek(handle ?? '');
      return proof?.poolId === user.poolId && proof.sub === user.sub;
    },
  };
}

export type Proofs = ReturnType<typeof createProofs>;
