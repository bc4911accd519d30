import type { CredentialChange } from '../../session/session';

/**
 * What the browser's Amplify client may ask of Cognito through the relay: the Authenticator's own operations and
 * those of a signed-in user about themselves. Refreshing is not among them: the browser holds no refresh token.
 */
const OPERATIONS = new Set([
  'SignUp',
  'ConfirmSignUp',
  'ResendConfirmationCode',
  'InitiateAuth',
  'RespondToAuthChallenge',
  'ForgotPassword',
  'ConfirmForgotPassword',
  'AssociateSoftwareToken',
  'VerifySoftwareToken',
  'SetUserMFAPreference',
  'GetUser',
  'UpdateUserAttributes',
  'GetUserAttributeVerificationCode',
  'VerifyUserAttribute',
  'DeleteUserAttributes',
  'ChangePassword',
  'StartWebAuthnRegistration',
  'CompleteWebAuthnRegistration',
  'ListWebAuthnCredentials',
  'DeleteWebAuthnCredential',
]);

/** What an operation that succeeded has changed of how the user signs in; null for nothing. */
export function credentialChangeOf(operation: string, input: RelayInput): CredentialChange | null {
  switch (operation) {
    case 'ChangePassword':
      return 'password_changed';
    case 'SetUserMFAPreference':
      return turnsOff(input) ? 'second_factor_off' : 'second_factor_on';
    case 'VerifySoftwareToken':
      return 'AccessToken' in input ? 'authenticator_app_set' : null;
    case 'CompleteWebAuthnRegistration':
      return 'passkey_added';
    case 'DeleteWebAuthnCredential':
      return 'passkey_removed';
    case 'VerifyUserAttribute':
      return namesContact(input) ? 'email_changed' : null;
    default:
      return null;
  }
}

/** Operations that lead to such a change without being it. The pool keeps an address until the new one is verified. */
const STEPS = new Set(['AssociateSoftwareToken', 'StartWebAuthnRegistration']);
const CONTACT_STEPS = new Set(['UpdateUserAttributes', 'DeleteUserAttributes']);

/** Whether a signed-in user may do this only soon after having proved who they are. */
export function needsRecentSignIn(operation: string, input: RelayInput): boolean {
  const isStep = STEPS.has(operation) || (CONTACT_STEPS.has(operation) && namesContact(input));
  return 'AccessToken' in input && (isStep || credentialChangeOf(operation, input) !== null);
}

/** By a contact a password is reset: whoever changes it can sign in. */
const CONTACTS: readonly unknown[] = ['email', 'phone_number'];

function namesContact({ AttributeName, UserAttributes, UserAttributeNames }: RelayInput): boolean {
  const attributes = [UserAttributes, UserAttributeNames].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  const names: unknown[] = attributes.map((one) =>
    typeof one === 'object' && one !== null ? one.Name : one,
  );
  return [AttributeName, ...names].some((name) => CONTACTS.includes(name));
}

/** Whether no factor of these settings is switched on (API reference, SetUserMFAPreference). */
function turnsOff(input: RelayInput): boolean {
  const settings = Object.values(input).filter((value) => typeof value === 'object' && value !== null);
  return !settings.some((setting) => 'Enabled' in setting && setting.Enabled === true);
}

/** The flows that keep the password in the browser (SRP, RFC 5054) or need none. */
const FLOWS = new Set(['USER_SRP_AUTH', 'USER_AUTH']);

const TARGET = /^AWSCognitoIdentityProviderService\.([A-Za-z]{1,64})$/;

/** A Cognito-shaped refusal of the relay itself. */
export interface Refusal {
  readonly status: number;
  readonly type: string;
  readonly message: string;
}

export type RelayInput = Readonly<Record<string, unknown>>;

/** The operation that `X-Amz-Target` names, if the relay forwards it. */
export function allowedOperation(target: string | null): string | null {
  const name = target?.match(TARGET)?.[1];
  return name !== undefined && OPERATIONS.has(name) ? name : null;
}

/**
 * Why a request must not go to Cognito, or null if it may: it is for this app client, and it does not send a
 * password where a flow exists that needs none.
 */
export function refusalOf(operation: string, input: RelayInput, clientId: string): Refusal | null {
  if ('ClientId' in input && input.ClientId !== clientId) {
    return refused('ResourceNotFoundException', 'User pool client does not exist.');
  }
  if (operation === 'InitiateAuth' && !(typeof input.AuthFlow === 'string' && FLOWS.has(input.AuthFlow))) {
    return refused('InvalidParameterException', 'This flow is not enabled for this client');
  }
  if (carriesPassword(input.AuthParameters) || carriesPassword(input.ChallengeResponses)) {
    return refused('InvalidParameterException', 'Use the SRP flow: this endpoint takes no password.');
  }
  return null;
}

function refused(type: string, message: string): Refusal {
  return { status: 400, type, message };
}

function carriesPassword(parameters: unknown): boolean {
  return typeof parameters === 'object' && parameters !== null && 'PASSWORD' in parameters;
}
