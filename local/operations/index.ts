import type { Operation } from '../operation';
import { AssociateSoftwareToken } from './AssociateSoftwareToken';
import { ChangePassword } from './ChangePassword';
import { CompleteWebAuthnRegistration } from './CompleteWebAuthnRegistration';
import { ConfirmForgotPassword } from './ConfirmForgotPassword';
import { ConfirmSignUp } from './ConfirmSignUp';
import { DeleteUser } from './DeleteUser';
import { DeleteUserAttributes } from './DeleteUserAttributes';
import { DeleteWebAuthnCredential } from './DeleteWebAuthnCredential';
import { ForgotPassword } from './ForgotPassword';
import { GetTokensFromRefreshToken } from './GetTokensFromRefreshToken';
import { GetUser } from './GetUser';
import { GetUserAttributeVerificationCode } from './GetUserAttributeVerificationCode';
import { GetUserAuthFactors } from './GetUserAuthFactors';
import { GlobalSignOut } from './GlobalSignOut';
import { InitiateAuth } from './InitiateAuth';
import { ListWebAuthnCredentials } from './ListWebAuthnCredentials';
import { ResendConfirmationCode } from './ResendConfirmationCode';
import { RespondToAuthChallenge } from './RespondToAuthChallenge';
import { RevokeToken } from './RevokeToken';
import { SetUserMFAPreference } from './SetUserMFAPreference';
import { SignUp } from './SignUp';
import { StartWebAuthnRegistration } from './StartWebAuthnRegistration';
import { UpdateUserAttributes } from './UpdateUserAttributes';
import { VerifySoftwareToken } from './VerifySoftwareToken';
import { VerifyUserAttribute } from './VerifyUserAttribute';

const served: readonly Operation[] = [
  AssociateSoftwareToken,
  ChangePassword,
  CompleteWebAuthnRegistration,
  ConfirmForgotPassword,
  ConfirmSignUp,
  DeleteUser,
  DeleteUserAttributes,
  DeleteWebAuthnCredential,
  ForgotPassword,
  GetTokensFromRefreshToken,
  GetUser,
  GetUserAttributeVerificationCode,
  GetUserAuthFactors,
  GlobalSignOut,
  InitiateAuth,
  ListWebAuthnCredentials,
  ResendConfirmationCode,
  RespondToAuthChallenge,
  RevokeToken,
  SetUserMFAPreference,
  SignUp,
  StartWebAuthnRegistration,
  UpdateUserAttributes,
  VerifySoftwareToken,
  VerifyUserAttribute,
];

/** Every operation that is served, by name. Any other is answered with UnknownOperationException. */
export const operations: ReadonlyMap<string, Operation> = new Map(served.map((one) => [one.name, one]));
