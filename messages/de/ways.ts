import type { ways as english } from '../en/ways';
import type { Translation } from '../translation';

export const ways: Translation<typeof english> = {
  hosted: 'E-Mail',
  password: 'E-Mail und Passwort',
  passkey: 'einem Passkey',
};
