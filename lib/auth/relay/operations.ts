/**
 * What the browser's Amplify client may ask of Cognito through the relay: the Authenticator's own operations and
 * those of a signed-in person about themselves. Refreshing is not among them: the browser holds no refresh token.
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

/** Operations after which it takes something else than before to sign in as this person. */
const CREDENTIAL_CHANGES = new Set(['ChangePassword', 'SetUserMFAPreference']);

/** Whether an operation that succeeded has changed how the person signs in. */
export function changesCredentials(operation: string): boolean {
  return CREDENTIAL_CHANGES.has(operation);
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
