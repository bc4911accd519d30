import type { authenticator as english } from '../en/authenticator';
import type { Translation } from '../translation';

const TOO_OFTEN = 'Zu viele Versuche. Warten Sie ein paar Minuten und versuchen Sie es dann noch einmal.';
const NOT_NOW = 'Wir können Sie gerade nicht anmelden. Versuchen Sie es in ein paar Sekunden noch einmal.';
const CANCELLED =
  'Der Passkey wurde nicht benutzt. Versuchen Sie es noch einmal oder melden Sie sich mit Ihrem Passwort an.';
const WRONG_CODE = 'Dieser Code stimmt nicht. Prüfen Sie ihn und versuchen Sie es noch einmal.';
const TAKEN = 'Es gibt schon ein Konto mit dieser Adresse. Möchten Sie sich stattdessen anmelden?';
const WRONG_PASSWORD = 'E-Mail-Adresse oder Passwort stimmt nicht.';
const AT_LEAST = 'Das Passwort braucht';

type English = typeof english;

/** Every phrase of Amplify's that the form shows: its own language is English. */
const phrases = {
  'Back to Sign In': 'Zurück zur Anmeldung',
  'Change Password': 'Passwort ändern',
  Changing: 'Wird geändert',
  Code: 'Code',
  'Confirm Password': 'Passwort wiederholen',
  'Please confirm your Password': 'Noch einmal eingeben',
  Confirm: 'Bestätigen',
  Confirming: 'Wird bestätigt',
  'Confirmation Code': 'Code',
  'Code *': 'Code',
  Continue: 'Weiter',
  COPY: 'Kopieren',
  COPIED: 'Kopiert',
  'Create Account': 'Konto anlegen',
  'Creating Account': 'Konto wird angelegt',
  'Create a new account': 'Neues Konto anlegen',
  'Dismiss alert': 'Meldung schließen',
  Email: 'E-Mail',
  'Email Message': 'E-Mail',
  'Authenticator App (TOTP)': 'Authenticator-App (TOTP)',
  'Text Message (SMS)': 'SMS',
  'Enter your code': 'Code eingeben',
  'Enter your Confirmation Code': 'Code eingeben',
  'Enter your Email': 'E-Mail-Adresse eingeben',
  'Enter your Name': 'Namen eingeben',
  'Enter your Password': 'Passwort eingeben',
  'Enter your username': 'E-Mail-Adresse eingeben',
  'Please enter your username first': 'Geben Sie zuerst Ihre E-Mail-Adresse ein',
  'Forgot your password?': 'Passwort vergessen?',
  'Forgot Password?': 'Passwort vergessen?',
  'Hide password': 'Passwort verbergen',
  'Show password': 'Passwort zeigen',
  'Password is hidden': 'Das Passwort ist verborgen',
  'Password is shown': 'Das Passwort ist zu sehen',
  'It may take a minute to arrive': 'Das kann eine Minute dauern',
  Loading: 'Wird geladen',
  Name: 'Name',
  'New password': 'Neues Passwort',
  'New Password': 'Neues Passwort',
  or: 'oder',
  'Other sign-in options': 'Anders anmelden',
  Password: 'Passwort',
  'Resend Code': 'Neuen Code senden',
  'Reset Password': 'Passwort zurücksetzen',
  'Reset your password': 'Passwort zurücksetzen',
  'Select MFA Type': 'Zweiten Faktor wählen',
  'Send code': 'Code senden',
  'Send Code': 'Code senden',
  Sending: 'Wird gesendet',
  'Sign in': 'Anmelden',
  'Sign In': 'Anmelden',
  'Sign in to your account': 'Anmelden',
  'Sign In with Passkey': 'Mit einem Passkey anmelden',
  'Sign In with Password': 'Mit Passwort anmelden',
  'Sign In with Email': 'Mit einem Code per E-Mail anmelden',
  'Signing in': 'Wird angemeldet',
  Skip: 'Überspringen',
  Submit: 'Passwort ändern',
  Submitting: 'Wird gesendet',
  Username: 'E-Mail',
  Verify: 'Bestätigen',
  'We Emailed You': 'Wir haben Ihnen einen Code gesendet',
  'We Sent A Code': 'Wir haben Ihnen einen Code gesendet',
  'Your code is on the way. To log in, enter the code we emailed to': 'Wir haben einen Code gesendet an',
  'Your code is on the way. To log in, enter the code we sent you': 'Wir haben Ihnen einen Code gesendet',
  'Your passwords must match': 'Die beiden Passwörter müssen gleich sein',
  'Password must have at least 8 characters': `${AT_LEAST} mindestens 8 Zeichen`,
  'Password must have lower case letters': `${AT_LEAST} Kleinbuchstaben`,
  'Password must have upper case letters': `${AT_LEAST} Großbuchstaben`,
  'Password must have numbers': `${AT_LEAST} Ziffern`,
  'Password must have special characters': `${AT_LEAST} Sonderzeichen`,
};

export const authenticator: Translation<Omit<English, 'phrases'>> & {
  readonly phrases: Readonly<Record<keyof English['phrases'] | keyof typeof phrases, string>>;
} = {
  phrases,
  email: 'E-Mail',
  newPassword: 'Neues Passwort',
  noCode: 'Kein Code? Vielleicht haben Sie schon ein Konto.',
  haveAccount: 'Anmelden oder Passwort zurücksetzen',
  scan: 'Scannen Sie das mit einer Authenticator-App auf Ihrem Telefon oder kopieren Sie den Schlüssel dorthin. Geben Sie dann den Code ein, den sie zeigt.',
  leaving: 'Sie sind angemeldet. Einen Moment.',
  headings: {
    confirmSignUp: 'Sehen Sie in Ihre E-Mails',
    forgotPassword: 'Passwort zurücksetzen',
    newPassword: 'Neues Passwort wählen',
    confirmSignIn: 'Code eingeben',
    selectMfaType: 'Zweiten Faktor wählen',
    setupTotp: 'Authenticator-App einrichten',
    setupEmail: 'E-Mail-Adresse hinzufügen',
    verifyUser: 'Adresse bestätigen',
    confirmVerifyUser: 'Geben Sie den Code ein, den wir Ihnen gesendet haben',
  },
  news: {
    confirmed: 'Ihre E-Mail-Adresse ist bestätigt.',
    resetCode: 'Wenn es ein Konto mit dieser Adresse gibt, ist ein Code dorthin unterwegs.',
    changed: 'Ihr Passwort ist geändert. Melden Sie sich mit dem neuen an.',
    newCode: 'Ein neuer Code ist unterwegs.',
  },
  noPasskey:
    'Für dieses Konto gibt es noch keinen Passkey. Melden Sie sich mit Ihrem Passwort an; auf der Seite „Sicherheit“ können Sie einen Passkey hinzufügen.',
  ourFault: 'Bei uns ist etwas schiefgegangen. Versuchen Sie es noch einmal.',
  refusals: {
    UserNotFoundException: WRONG_PASSWORD,
    UsernameExistsException: TAKEN,
    AliasExistsException: TAKEN,
    CodeMismatchException: WRONG_CODE,
    EnableSoftwareTokenMFAException: WRONG_CODE,
    ExpiredCodeException: 'Dieser Code ist abgelaufen oder wurde schon benutzt. Fordern Sie einen neuen an.',
    InvalidPasswordException:
      'Dieses Passwort ist zu schwach. Nehmen Sie mindestens 8 Zeichen mit Groß- und Kleinbuchstaben, einer Ziffer und einem Sonderzeichen.',
    PasswordHistoryPolicyViolationException: 'Dieses Passwort hatten Sie schon. Wählen Sie ein anderes.',
    PasswordResetRequiredException:
      'Ihr Passwort muss zuerst zurückgesetzt werden. Wählen Sie „Passwort vergessen?“.',
    InvalidParameterException:
      'Etwas im Formular stimmt nicht. Prüfen Sie es und versuchen Sie es noch einmal.',
    CodeDeliveryFailureException:
      'Der Code konnte nicht gesendet werden. Prüfen Sie die Adresse und versuchen Sie es noch einmal.',
    UserLambdaValidationException: 'Dieses Konto kann nicht angelegt werden. Fragen Sie die Verwaltung.',
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
    PasskeyNotSupported: 'Dieser Browser kann keine Passkeys. Melden Sie sich mit Ihrem Passwort an.',
  },
  notAuthorized: {
    tooOften: TOO_OFTEN,
    disabled: 'Dieses Konto ist gesperrt. Fragen Sie die Verwaltung.',
    tookTooLong: 'Das hat zu lange gedauert. Beginnen Sie noch einmal.',
    confirmed: 'Dieses Konto ist schon bestätigt. Melden Sie sich an.',
    wrong: WRONG_PASSWORD,
  },
};
