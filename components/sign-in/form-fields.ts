import type { AuthenticatorProps } from '@aws-amplify/ui-react';

const EMAIL = { label: 'E-mail', placeholder: '', isRequired: true };

/** Visible labels without placeholders, which vanish when someone types. */
export const FORM_FIELDS: AuthenticatorProps['formFields'] = {
  signIn: {
    username: EMAIL,
    password: { label: 'Password', placeholder: '' },
  },
  signUp: {
    name: { label: 'Name', placeholder: '', order: 1, isRequired: true },
    email: { ...EMAIL, order: 2 },
    password: { label: 'Password', placeholder: '', order: 3 },
    confirm_password: { label: 'Password again', placeholder: '', order: 4 },
  },
  confirmSignUp: { confirmation_code: { label: 'Code from the e-mail', placeholder: '' } },
  forgotPassword: { username: EMAIL },
  confirmResetPassword: {
    confirmation_code: { label: 'Code from the e-mail', placeholder: '' },
    password: { label: 'New password', placeholder: '' },
    confirm_password: { label: 'New password again', placeholder: '' },
  },
  forceNewPassword: {
    password: { label: 'New password', placeholder: '' },
    confirm_password: { label: 'New password again', placeholder: '' },
  },
  confirmSignIn: { confirmation_code: { label: 'Code from your authenticator app', placeholder: '' } },
  setupTotp: { confirmation_code: { label: 'Code from your authenticator app', placeholder: '' } },
};
