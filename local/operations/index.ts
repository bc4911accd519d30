import type { Operation } from '../operation';
import { AdminAddUserToGroup } from './AdminAddUserToGroup';
import { AdminConfirmSignUp } from './AdminConfirmSignUp';
import { AdminCreateUser } from './AdminCreateUser';
import { AdminDeleteUser } from './AdminDeleteUser';
import { AdminDeleteUserAttributes } from './AdminDeleteUserAttributes';
import { AdminDisableProviderForUser } from './AdminDisableProviderForUser';
import { AdminDisableUser } from './AdminDisableUser';
import { AdminEnableUser } from './AdminEnableUser';
import { AdminGetUser } from './AdminGetUser';
import { AdminInitiateAuth } from './AdminInitiateAuth';
import { AdminLinkProviderForUser } from './AdminLinkProviderForUser';
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
import { CreateIdentityProvider } from './CreateIdentityProvider';
import { CreateUserPool } from './CreateUserPool';
import { CreateUserPoolClient } from './CreateUserPoolClient';
import { CreateUserPoolDomain } from './CreateUserPoolDomain';
import { DeleteGroup } from './DeleteGroup';
import { DeleteIdentityProvider } from './DeleteIdentityProvider';
import { DeleteUser } from './DeleteUser';
import { DeleteUserAttributes } from './DeleteUserAttributes';
import { DeleteUserPool } from './DeleteUserPool';
import { DeleteUserPoolClient } from './DeleteUserPoolClient';
import { DeleteUserPoolDomain } from './DeleteUserPoolDomain';
import { DeleteWebAuthnCredential } from './DeleteWebAuthnCredential';
import { DescribeIdentityProvider } from './DescribeIdentityProvider';
import { DescribeUserPool } from './DescribeUserPool';
import { DescribeUserPoolClient } from './DescribeUserPoolClient';
import { DescribeUserPoolDomain } from './DescribeUserPoolDomain';
import { ForgotPassword } from './ForgotPassword';
import { GetGroup } from './GetGroup';
import { GetTokensFromRefreshToken } from './GetTokensFromRefreshToken';
import { GetUser } from './GetUser';
import { GetUserAttributeVerificationCode } from './GetUserAttributeVerificationCode';
import { GetUserAuthFactors } from './GetUserAuthFactors';
import { GetUserPoolMfaConfig } from './GetUserPoolMfaConfig';
import { GlobalSignOut } from './GlobalSignOut';
import { InitiateAuth } from './InitiateAuth';
import { ListGroups } from './ListGroups';
import { ListIdentityProviders } from './ListIdentityProviders';
import { ListUserPoolClients } from './ListUserPoolClients';
import { ListUserPools } from './ListUserPools';
import { ListUsers } from './ListUsers';
import { ListUsersInGroup } from './ListUsersInGroup';
import { ListWebAuthnCredentials } from './ListWebAuthnCredentials';
import { ResendConfirmationCode } from './ResendConfirmationCode';
import { RespondToAuthChallenge } from './RespondToAuthChallenge';
import { RevokeToken } from './RevokeToken';
import { SetUserMFAPreference } from './SetUserMFAPreference';
import { SetUserPoolMfaConfig } from './SetUserPoolMfaConfig';
import { SignUp } from './SignUp';
import { StartWebAuthnRegistration } from './StartWebAuthnRegistration';
import { UpdateGroup } from './UpdateGroup';
import { UpdateIdentityProvider } from './UpdateIdentityProvider';
import { UpdateUserAttributes } from './UpdateUserAttributes';
import { UpdateUserPool } from './UpdateUserPool';
import { UpdateUserPoolClient } from './UpdateUserPoolClient';
import { VerifySoftwareToken } from './VerifySoftwareToken';
import { VerifyUserAttribute } from './VerifyUserAttribute';

const served: readonly Operation[] = [
  AdminAddUserToGroup,
  AdminConfirmSignUp,
  AdminCreateUser,
  AdminDeleteUser,
  AdminDeleteUserAttributes,
  AdminDisableProviderForUser,
  AdminDisableUser,
  AdminEnableUser,
  AdminGetUser,
  AdminInitiateAuth,
  AdminLinkProviderForUser,
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
  CreateIdentityProvider,
  CreateUserPool,
  CreateUserPoolClient,
  CreateUserPoolDomain,
  DeleteGroup,
  DeleteIdentityProvider,
  DeleteUser,
  DeleteUserAttributes,
  DeleteUserPool,
  DeleteUserPoolClient,
  DeleteUserPoolDomain,
  DeleteWebAuthnCredential,
  DescribeIdentityProvider,
  DescribeUserPool,
  DescribeUserPoolClient,
  DescribeUserPoolDomain,
  ForgotPassword,
  GetGroup,
  GetTokensFromRefreshToken,
  GetUser,
  GetUserAttributeVerificationCode,
  GetUserAuthFactors,
  GetUserPoolMfaConfig,
  GlobalSignOut,
  InitiateAuth,
  ListGroups,
  ListIdentityProviders,
  ListUserPoolClients,
  ListUserPools,
  ListUsers,
  ListUsersInGroup,
  ListWebAuthnCredentials,
  ResendConfirmationCode,
  RespondToAuthChallenge,
  RevokeToken,
  SetUserMFAPreference,
  SetUserPoolMfaConfig,
  SignUp,
  StartWebAuthnRegistration,
  UpdateGroup,
  UpdateIdentityProvider,
  UpdateUserAttributes,
  UpdateUserPool,
  UpdateUserPoolClient,
  VerifySoftwareToken,
  VerifyUserAttribute,
];

/** Every operation that is served, by name. Any other is answered with UnknownOperationException. */
export const operations: ReadonlyMap<string, Operation> = new Map(served.map((one) => [one.name, one]));
