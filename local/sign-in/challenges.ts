import type { Clock } from '../clock';
import type { Client, Pool, User } from '../model';
import { OneTime } from '../one-time';

export const CHALLENGE_NAMES = [
  'PASSWORD_VERIFIER',
  'PASSWORD',
  'PASSWORD_SRP',
  'NEW_PASSWORD_REQUIRED',
  'MFA_SETUP',
  'SOFTWARE_TOKEN_MFA',
  'SELECT_MFA_TYPE',
  'SELECT_CHALLENGE',
  'WEB_AUTHN',
  'EMAIL_OTP',
  'SMS_MFA',
] as const;

export type ChallengeName = (typeof CHALLENGE_NAMES)[number];

/** Whose sign-in, at which client. */
export interface SignIn {
  readonly pool: Pool;
  readonly client: Client;
  readonly user: User;
}

/** Where a sign-in stands: one more question for the user, or done. */
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

/** A sign-in that waits for the user's next answer: what a `Session` string stands for. */
export interface OpenChallenge {
  /** `SIGNED_UP` is a session from the sign-up operations, good for signing in once confirmed. */
  readonly name: ChallengeName | 'SIGNED_UP';
  readonly poolId: string;
  readonly clientId: string;
  /** Undefined when the user does not exist and the client must not learn that. */
  readonly sub?: string;
  /** The username as the client was told, for comparison with what it answers. */
  readonly username: string;
  /** What was typed to begin with, and where failures of somebody who does not exist are counted. */
  readonly typed?: string;
  readonly lockName?: string;
  /** Ways to go on that were offered. */
  readonly offered?: readonly string[];
  /** For WEB_AUTHN: the challenge to be signed, base64url. */
  readonly webAuthnChallenge?: string;
  /** For MFA_SETUP: the secret under set-up. */
  readonly totpSecret?: string;
  /** For MFA_SETUP: whether a code for it was right. */
  readonly totpVerified?: boolean;
  /** For EMAIL_OTP: the address that the code makes a second factor. */
  readonly emailUnderSetUp?: string;
}

/** One SRP handshake under way: what a SECRET_BLOCK stands for. */
export interface OpenHandshake {
  readonly poolId: string;
  readonly clientId: string;
  readonly sub?: string;
  /** USER_ID_FOR_SRP. */
  readonly userId: string;
  /** The client's A; hexadecimal, like the rest. */
  readonly A: string;
  readonly b: string;
  readonly B: string;
  readonly verifier: string;
  /** Where failures are counted. */
  readonly lockKey: Pick<User, 'poolId' | 'username'>;
}

/** A passkey being registered. */
export interface OpenRegistration {
  readonly challenge: string;
  readonly clientId: string;
}

export function createChallenges(clock: Clock) {
  const sessions = new OneTime<OpenChallenge>(clock);
  const handshakes = new OneTime<OpenHandshake>(clock);
  const registrations = new OneTime<OpenRegistration>(clock);
  return {
    sessions,
    handshakes,
    /** By pool and `sub`: starting again replaces the one under way. */
    registrations,
    clear(): void {
      sessions.clear();
      handshakes.clear();
      registrations.clear();
    },
  };
}

export type Challenges = ReturnType<typeof createChallenges>;
