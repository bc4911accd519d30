import type { AuthenticatorProps } from '@aws-amplify/ui-react';
import {
  type ConfirmResetPasswordInput,
  type ConfirmSignUpInput,
  confirmResetPassword,
  confirmSignIn,
  confirmSignUp,
  type ResendSignUpCodeInput,
  type ResetPasswordInput,
  resendSignUpCode,
  resetPassword,
  type SignInInput,
  type SignUpInput,
  signIn,
  signUp,
} from 'aws-amplify/auth';
import type { AuthenticatorWords } from './authenticator-words';
import { refusalInWords } from './refusal-words';

type Services = NonNullable<AuthenticatorProps['services']>;

/**
 * Amplify's own calls, with refusals in words for people, and a word for what went well where the form has none.
 *
 * @param tell shows such a word until the next; null takes it away
 */
export function servicesInWords(words: AuthenticatorWords, tell: (news: string | null) => void): Services {
  const { news } = words;
  const inWords = sayingWhy(words);
  const services = {
    handleSignIn: inWords(async (input: SignInInput) => {
      const result = await signIn(input);
      // Cognito does not say that there is no passkey: it offers what there is.
      const wanted =
        input.options && 'preferredChallenge' in input.options && input.options.preferredChallenge;
      if (wanted === 'WEB_AUTHN' && offersOtherWays(result.nextStep.signInStep))
        throw new Error(words.noPasskey);
      tell(null);
      return result;
    }),
    handleSignUp: inWords(async (input: SignUpInput) => {
      tell(null);
      return signUp(input);
    }),
    handleConfirmSignIn: inWords(confirmSignIn),
    handleConfirmSignUp: inWords(async (input: ConfirmSignUpInput) => {
      const result = await confirmSignUp(input);
      tell(news.confirmed);
      return result;
    }),
    handleForgotPassword: inWords(async (input: ResetPasswordInput) => {
      const result = await resetPassword(input);
      tell(news.resetCode);
      return result;
    }),
    handleForgotPasswordSubmit: inWords(async (input: ConfirmResetPasswordInput) => {
      await confirmResetPassword(input);
      tell(news.changed);
    }),
    handleResendSignUpCode: inWords(async (input: ResendSignUpCodeInput) => {
      const result = await resendSignUpCode(input);
      tell(news.newCode);
      return result;
    }),
  };
  // Amplify's types demand its calls' other form too, with the server's context, which the Authenticator never uses.
  return services as unknown as Services;
}

function offersOtherWays(step: string): boolean {
  return step === 'CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION' || step === 'CONFIRM_SIGN_IN_WITH_PASSWORD';
}

/** The Authenticator shows an error's message as it is. */
function sayingWhy(words: AuthenticatorWords) {
  return <Input, Result>(call: (input: Input) => Promise<Result>) =>
    async (input: Input): Promise<Result> => {
      try {
        return await call(input);
      } catch (error) {
        throw refusalInWords(error, words);
      }
    };
}
