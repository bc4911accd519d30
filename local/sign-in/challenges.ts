import type { Clock } from '../clock';
import { OneTime } from '../one-time';

export type ChallengeName =
  | 'PASSWORD_VERIFIER'
  | 'PASSWORD'
  | 'PASSWORD_SRP'
  | 'NEW_PASSWORD_REQUIRED'
  | 'MFA_SETUP'
  | 'SOFTWARE_TOKEN_MFA'
  | 'SELECT_MFA_TYPE'
  | 'SELECT_CHALLENGE'
  | 'WEB_AUTHN'
  | 'EMAIL_OTP';

/** A sign-in that waits for the person's next answer: what a `Session` string stands for. */
export interface OpenChallenge {
  readonly name: ChallengeName;
  readonly poolId: string;
  readonly clientId: string;
  /** Undefined when the user does not exist and the client must not learn that. */
  readonly sub?: string;
  /** The username as the client was told, for comparison with what it answers. */
  readonly username: string;
  /** Ways to go on that were offered. */
  readonly offered?: readonly string[];
  /** For WEB_AUTHN: the challenge to be signed, base64url. */
  readonly webAuthnChallenge?: string;
  /** For MFA_SETUP: the secret under set-up and whether a code for it was right. */
  readonly totp?: { readonly secret: string; readonly verified: boolean };
}

/** One SRP handshake under way: what a SECRET_BLOCK stands for. */
export interface OpenHandshake {
  readonly poolId: string;
  readonly clientId: string;
  readonly sub?: string;
  /** USER_ID_FOR_SRP. */
  readonly userId: string;
  /** Client's A, decimal digits are not kept: hexadecimal. */
  readonly A: string;
  readonly b: string;
  readonly B: string;
  readonly verifier: string;
}

export function createChallenges(clock: Clock) {
  const sessions = new OneTime<OpenChallenge>(clock);
  const handshakes = new OneTime<OpenHandshake>(clock);
  return {
    sessions,
    handshakes,
    clear(): void {
      sessions.clear();
      handshakes.clear();
    },
  };
}

export type Challenges = ReturnType<typeof createChallenges>;
