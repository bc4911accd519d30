import type { AuthenticatorProps } from '@aws-amplify/ui-react';
import { HasAccount } from './form-footers';

/** Amplify's headings start at level three or four; below this page's own they have to be of level two (WCAG 1.3.1). */
function headed(text: string) {
  return { Header: () => <h2>{text}</h2> };
}

export const FORM_HEADINGS: AuthenticatorProps['components'] = {
  ConfirmSignUp: { ...headed('Check your e-mail'), Footer: HasAccount },
  ForgotPassword: headed('Reset your password'),
  ConfirmResetPassword: headed('Choose a new password'),
  ForceNewPassword: headed('Choose a new password'),
  ConfirmSignIn: headed('Enter your code'),
  SelectMfaType: headed('Choose a second factor'),
  SetupTotp: headed('Set up an authenticator app'),
  SetupEmail: headed('Add your e-mail'),
  VerifyUser: headed('Verify your address'),
  ConfirmVerifyUser: headed('Enter the code we sent you'),
};
