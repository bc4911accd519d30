const TOO_OFTEN = 'Too many attempts. Wait a few minutes, then try again.';
const NOT_NOW = 'We can’t sign you in right now. Try again in a few seconds.';
const CANCELLED = 'The passkey was not used. Try again, or sign in with your password.';
const WRONG_CODE = 'That code isn’t right. Check it and try again.';
const TAKEN = 'There is already an account with this address. Sign in instead?';
const WRONG_PASSWORD = 'That e-mail address or password isn’t right.';

/** What the Authenticator says. Apart from the rest of the catalogue, because it is loaded with the form alone. */
export const authenticator = {
  /** Amplify's phrases, by themselves, where this site has others for the same thing. */
  phrases: {
    'Back to Sign In': 'Back to sign-in',
    'Confirm Password': 'Confirm password',
    'Confirmation Code': 'Code',
    'Code *': 'Code',
    'Enter your Confirmation Code': 'Enter the code',
    'Enter your code': 'Enter the code',
    'Create Account': 'Create account',
    'Creating Account': 'Creating account',
    Email: 'E-mail',
    'Enter your Email': 'Enter your e-mail address',
    'Enter your Name': 'Enter your name',
    'Enter your Password': 'Enter your password',
    'Please confirm your Password': 'Enter it again',
    'New Password': 'New password',
    'Resend Code': 'Send a new code',
    'Sign In': 'Sign in',
    'Sign In with Passkey': 'Sign in with a passkey',
    'Sign In with Password': 'Sign in with your password',
    'Other sign-in options': 'Other ways to sign in',
    Submit: 'Change password',
    'Send Code': 'Send code',
    'Change Password': 'Change password',
    'We Emailed You': 'We sent you a code',
    'Your code is on the way. To log in, enter the code we emailed to': 'We sent a code to',
    'Your code is on the way. To log in, enter the code we sent you': 'We sent you a code',
    COPY: 'Copy',
    COPIED: 'Copied',
  },
  email: 'E-mail',
  newPassword: 'New password',
  noCode: 'No code? You may have an account already.',
  haveAccount: 'Sign in or reset your password',
  scan: 'Scan this with an authenticator app on your phone, or copy the key to it. Then enter the code that it shows.',
  leaving: 'Signed in. One moment.',
  headings: {
    confirmSignUp: 'Check your e-mail',
    forgotPassword: 'Reset your password',
    newPassword: 'Choose a new password',
    confirmSignIn: 'Enter your code',
    selectMfaType: 'Choose a second factor',
    setupTotp: 'Set up an authenticator app',
    setupEmail: 'Add your e-mail',
    verifyUser: 'Verify your address',
    confirmVerifyUser: 'Enter the code we sent you',
  },
  news: {
    confirmed: 'Your e-mail address is confirmed.',
    resetCode: 'If there is an account with this address, a code is on its way to it.',
    changed: 'Your password is changed. Sign in with the new one.',
    newCode: 'A new code is on its way.',
  },
  noPasskey:
    'There is no passkey for this account yet. Sign in with your password; you can add a passkey on your security page.',
  ourFault: 'Something went wrong on our side. Try again.',
  /** By Cognito's exception (Amazon Cognito API reference, "Common Errors" and each operation's), Amplify's, or ours. */
  refusals: {
    UserNotFoundException: WRONG_PASSWORD,
    UsernameExistsException: TAKEN,
    AliasExistsException: TAKEN,
    CodeMismatchException: WRONG_CODE,
    EnableSoftwareTokenMFAException: WRONG_CODE,
    ExpiredCodeException: 'That code has expired or was used before. Ask for a new one.',
    InvalidPasswordException:
      'That password is too weak. Use at least 8 characters, with upper and lower case letters, a number and a symbol.',
    PasswordHistoryPolicyViolationException: 'You have used that password before. Choose another one.',
    PasswordResetRequiredException: 'Your password has to be reset first. Choose “Forgot your password?”.',
    InvalidParameterException: 'Something in the form isn’t right. Check it and try again.',
    CodeDeliveryFailureException: 'We couldn’t send the code. Check the address and try again.',
    UserLambdaValidationException: 'This account can’t be created. Ask an administrator.',
    LimitExceededException: TOO_OFTEN,
    TooManyFailedAttemptsException: TOO_OFTEN,
    TooManyRequestsException: TOO_OFTEN,
    NetworkError: NOT_NOW,
    InternalErrorException: NOT_NOW,
    UnexpectedLambdaException: NOT_NOW,
    identity_provider_unavailable: NOT_NOW,
    store_unavailable: NOT_NOW,
    sign_in_unavailable: NOT_NOW,
    NotAllowedError: CANCELLED,
    AbortError: CANCELLED,
    PasskeyAuthenticationCanceled: CANCELLED,
    PasskeyNotSupported: 'This browser knows no passkeys. Sign in with your password.',
  },
  /** `NotAuthorizedException` stands for several refusals. */
  notAuthorized: {
    tooOften: TOO_OFTEN,
    disabled: 'This account has been disabled. Ask an administrator.',
    tookTooLong: 'That took too long. Start again.',
    confirmed: 'This account is confirmed already. Sign in.',
    wrong: WRONG_PASSWORD,
  },
} as const;
