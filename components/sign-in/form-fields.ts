import type { AuthenticatorProps } from '@aws-amplify/ui-react';
import { BRAND } from '@/lib/brand';
import type { AuthenticatorWords } from './authenticator-words';

/**
 * The Authenticator's own fields. The name comes first, because that is how users introduce themselves; a password that is
 * chosen is called a new one wherever it is; and an authenticator app shows the account under this site's name.
 */
export const formFields = ({ email, newPassword }: AuthenticatorWords): AuthenticatorProps['formFields'] => ({
  signUp: {
    name: { order: 1, isRequired: true },
    email: { order: 2, isRequired: true },
    password: { order: 3 },
    confirm_password: { order: 4 },
  },
  forgotPassword: { username: { label: email, placeholder: '' } },
  forceNewPassword: { password: { label: newPassword, placeholder: '' } },
  setupTotp: { QR: { totpIssuer: BRAND.name } },
});
