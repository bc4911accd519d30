import type { Operation } from '../operation';
import { ConfirmSignUp } from './ConfirmSignUp';
import { GetTokensFromRefreshToken } from './GetTokensFromRefreshToken';
import { GetUser } from './GetUser';
import { GlobalSignOut } from './GlobalSignOut';
import { InitiateAuth } from './InitiateAuth';
import { ResendConfirmationCode } from './ResendConfirmationCode';
import { RespondToAuthChallenge } from './RespondToAuthChallenge';
import { RevokeToken } from './RevokeToken';
import { SignUp } from './SignUp';

const served: readonly Operation[] = [
  SignUp,
  ConfirmSignUp,
  ResendConfirmationCode,
  InitiateAuth,
  RespondToAuthChallenge,
  GetTokensFromRefreshToken,
  RevokeToken,
  GlobalSignOut,
  GetUser,
];

/** Every operation that is served, by name. Any other is answered with UnknownOperationException. */
export const operations: ReadonlyMap<string, Operation> = new Map(served.map((one) => [one.name, one]));
