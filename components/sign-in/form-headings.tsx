import type { AuthenticatorProps } from '@aws-amplify/ui-react';
import type { AuthenticatorWords } from './authenticator-words';
import { HasAccount } from './form-footers';

/** Amplify's headings start at level three or four; below this page's own they have to be of level two (WCAG 1.3.1). */
function headed(text: string, what?: string) {
  return {
    Header: () => (
      <>
        <h2>{text}</h2>
        {what && <p>{what}</p>}
      </>
    ),
  };
}

/** The headings of the steps, in a person's words. */
export function formHeadings(words: AuthenticatorWords): AuthenticatorProps['components'] {
  const { headings } = words;
  return {
    ConfirmSignUp: { ...headed(headings.confirmSignUp), Footer: () => <HasAccount words={words} /> },
    ForgotPassword: headed(headings.forgotPassword),
    ConfirmResetPassword: headed(headings.newPassword),
    ForceNewPassword: headed(headings.newPassword),
    ConfirmSignIn: headed(headings.confirmSignIn),
    SelectMfaType: headed(headings.selectMfaType),
    SetupTotp: headed(headings.setupTotp, words.scan),
    SetupEmail: headed(headings.setupEmail),
    VerifyUser: headed(headings.verifyUser),
    ConfirmVerifyUser: headed(headings.confirmVerifyUser),
  };
}
