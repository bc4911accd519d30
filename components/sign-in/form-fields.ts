import type { AuthenticatorProps } from '@aws-amplify/ui-react';

/** The Authenticator's own words and fields; only the name comes first, because that is how users introduce themselves. */
export const FORM_FIELDS: AuthenticatorProps['formFields'] = {
  signUp: {
    name: { order: 1, isRequired: true },
    email: { order: 2, isRequired: true },
    password: { order: 3 },
    confirm_password: { order: 4 },
  },
  forgotPassword: { username: { label: 'E-mail', placeholder: '' } },
};
