import type { endings as english } from '../en/endings';
import type { Translation } from '../translation';

const AGAIN = 'Melden Sie sich noch einmal an, um fortzufahren.';
const UNUSUAL = 'Melden Sie sich noch einmal an und sehen Sie dann Ihre Aktivitäten durch.';

export const endings: Translation<typeof english> = {
  signed_out: {
    message: 'Sie haben sich in einem anderen Tab oder auf einem anderen Gerät abgemeldet.',
    nextStep: AGAIN,
  },
  ended_by_owner: { message: 'Sie wurden von einem anderen Gerät aus abgemeldet.', nextStep: AGAIN },
  ended_by_administrator: { message: 'Die Verwaltung hat Sie abgemeldet.', nextStep: AGAIN },
  password_changed: {
    message: 'Sie haben Ihr Passwort geändert.',
    nextStep: 'Melden Sie sich mit dem neuen an.',
  },
  credentials_changed: {
    message: 'Wie Sie sich anmelden, wurde auf einem anderen Gerät geändert.',
    nextStep: UNUSUAL,
  },
  replaced: { message: 'Sie haben sich in diesem Browser noch einmal angemeldet.', nextStep: AGAIN },
  too_many_sessions: {
    message: 'Sie wurden abgemeldet, weil Sie sich auf vielen anderen Geräten angemeldet haben.',
    nextStep: AGAIN,
  },
  refresh_refused: { message: 'Ihre Sitzung ist abgelaufen.', nextStep: AGAIN },
  binding_mismatch: {
    message: 'Sie wurden abgemeldet, weil Ihre Sitzung aus einem anderen Browser oder Netz benutzt wurde.',
    nextStep: UNUSUAL,
  },
  user_disabled: {
    message: 'Ihr Konto wurde gesperrt.',
    nextStep: 'Bitten Sie die Verwaltung, es freizugeben.',
  },
  account_deleted: { message: 'Ihr Konto wurde gelöscht.', nextStep: 'Sie können ein neues anlegen.' },
  expired: { message: 'Ihre Sitzung ist abgelaufen.', nextStep: AGAIN },
};
