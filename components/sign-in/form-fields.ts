import type { AuthenticatorProps } from '@aws-amplify/ui-react';
import type { AuthenticatorWords } from './authenticator-words';

/** The Authenticator's own fields; only the name comes first, because that is how users introduce themselves. */
export const formFields = ({ email }: AuthenticatorWords): AuthenticatorProps['formFields'] => ({
  signUp: {
    name: { order: 1, isRequired: true },
    email: { order: 2, isRequired: true },
    password: { order: 3 },
    confirm_password: { order: 4 },
  },
  forgotPassword: { username: { label: email, placeholder: '' } },
});
