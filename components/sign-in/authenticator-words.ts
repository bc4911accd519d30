import { I18n } from 'aws-amplify/utils';

/** Amplify's own words, where this site has others for the same thing. */
const WORDS = {
  'Back to Sign In': 'Back to sign-in',
  'Confirm Password': 'Confirm password',
  'Confirmation Code': 'Code',
  'Enter your Confirmation Code': 'Enter the code',
  'Enter your code': 'Enter the code',
  'Create Account': 'Create account',
  'Creating Account': 'Creating account',
  Email: 'E-mail',
  'Enter your Email': 'Enter your e-mail address',
  'Enter your Name': 'Enter your name',
  'Enter your Password': 'Enter your password',
  'Please confirm your Password': 'Enter it again',
  'Resend Code': 'Send a new code',
  'Sign In': 'Sign in',
  'Sign In with Passkey': 'Sign in with a passkey',
  'Send Code': 'Send code',
  'Change Password': 'Change password',
  'We Emailed You': 'We sent you a code',
};

/** Puts the Authenticator in the words of the rest of the site. */
export function speakPlainly(): void {
  I18n.putVocabulariesForLanguage('en', WORDS);
}
