import type { Operation } from '../operation';
import { AdminAddUserToGroup } from './AdminAddUserToGroup';
import { AdminConfirmSignUp } from './AdminConfirmSignUp';
import { AdminCreateUser } from './AdminCreateUser';
import { AdminDeleteUser } from './AdminDeleteUser';
import { AdminDeleteUserAttributes } from './AdminDeleteUserAttributes';
import { AdminDisableUser } from './AdminDisableUser';
import { AdminEnableUser } from './AdminEnableUser';
import { AdminGetUser } from './AdminGetUser';
import { AdminInitiateAuth } from './AdminInitiateAuth';
import { AdminListGroupsForUser } from './AdminListGroupsForUser';
import { AdminRemoveUserFromGroup } from './AdminRemoveUserFromGroup';
import { AdminResetUserPassword } from './AdminResetUserPassword';
import { AdminRespondToAuthChallenge } from './AdminRespondToAuthChallenge';
import { AdminSetUserMFAPreference } from './AdminSetUserMFAPreference';
import { AdminSetUserPassword } from './AdminSetUserPassword';
import { AdminUpdateUserAttributes } from './AdminUpdateUserAttributes';
import { AdminUserGlobalSignOut } from './AdminUserGlobalSignOut';
import { AssociateSoftwareToken } from './AssociateSoftwareToken';
import { ChangePassword } from './ChangePassword';
import { CompleteWebAuthnRegistration } from './CompleteWebAuthnRegistration';
import { ConfirmForgotPassword } from './ConfirmForgotPassword';
import { ConfirmSignUp } from './ConfirmSignUp';
import { CreateGroup } from './CreateGroup';
import { DeleteGroup } from './DeleteGroup';
import { DeleteUser } from './DeleteUser';
import { DeleteUserAttributes } from './DeleteUserAttributes';
import { DeleteWebAuthnCredential } from './DeleteWebAuthnCredential';
import { ForgotPassword } from './ForgotPassword';
import { GetGroup } from './GetGroup';
import { GetTokensFromRefreshToken } from './GetTokensFromRefreshToken';
import { GetUser } from './GetUser';
import { GetUserAttributeVerificationCode } from './GetUserAttributeVerificationCode';
import { GetUserAuthFactors } from './GetUserAuthFactors';
import { GlobalSignOut } from './GlobalSignOut';
import { InitiateAuth } from './InitiateAuth';
import { ListGroups } from './ListGroups';
import { ListUsers } from './ListUsers';
import { ListUsersInGroup } from './ListUsersInGroup';
import { ListWebAuthnCredentials } from './ListWebAuthnCredentials';
import { ResendConfirmationCode } from './ResendConfirmationCode';
import { RespondToAuthChallenge } from './RespondToAuthChallenge';
import { RevokeToken } from './RevokeToken';
import { SetUserMFAPreference } from './SetUserMFAPreference';
import { SignUp } from './SignUp';
import { StartWebAuthnRegistration } from './StartWebAuthnRegistration';
import { UpdateGroup } from './UpdateGroup';
import { UpdateUserAttributes } from './UpdateUserAttributes';
import { VerifySoftwareToken } from './VerifySoftwareToken';
import { VerifyUserAttribute } from './VerifyUserAttribute';

const served: readonly Operation[] = [
  AdminAddUserToGroup,
  AdminConfirmSignUp,
  AdminCreateUser,
  AdminDeleteUser,
  AdminDeleteUserAttributes,
  AdminDisableUser,
  AdminEnableUser,
  AdminGetUser,
  AdminInitiateAuth,
  AdminListGroupsForUser,
  AdminRemoveUserFromGroup,
  AdminResetUserPassword,
  AdminRespondToAuthChallenge,
  AdminSetUserMFAPreference,
  AdminSetUserPassword,
  AdminUpdateUserAttributes,
  AdminUserGlobalSignOut,
  AssociateSoftwareToken,
  ChangePassword,
  CompleteWebAuthnRegistration,
  ConfirmForgotPassword,
  ConfirmSignUp,
  CreateGroup,
  DeleteGroup,
  DeleteUser,
  DeleteUserAttributes,
  DeleteWebAuthnCredential,
  ForgotPassword,
  GetGroup,
  GetTokensFromRefreshToken,
  GetUser,
  GetUserAttributeVerificationCode,
  GetUserAuthFactors,
  GlobalSignOut,
  InitiateAuth,
  ListGroups,
  ListUsers,
  ListUsersInGroup,
  ListWebAuthnCredentials,
  ResendConfirmationCode,
  RespondToAuthChallenge,
  RevokeToken,
  SetUserMFAPreference,
  SignUp,
  StartWebAuthnRegistration,
  UpdateGroup,
  UpdateUserAttributes,
  VerifySoftwareToken,
  VerifyUserAttribute,
];

/** Every operation that is served, by name. Any other is answered with UnknownOperationException. */
export const operations: ReadonlyMap<string, Operation> = new Map(served.map((one) => [one.name, one]));
