import type { mail as english } from '../en/mail';
import type { Translation } from '../translation';

export const mail: Translation<typeof english> = {
  subject: '{app}: {subject}',
  when: 'Wann: {time} UTC',
  device: 'Gerät: {device}',
  address: 'Adresse: {address}',
  new_device: {
    subject: 'Neue Anmeldung bei Ihrem Konto',
    sentence: 'Jemand hat sich auf einem Gerät, das wir noch nicht kannten, mit Ihrem Konto angemeldet.',
  },
  password_changed: {
    subject: 'Ihr Passwort wurde geändert',
    sentence: 'Das Passwort Ihres Kontos wurde geändert.',
  },
  password_reset: {
    subject: 'Ihr Passwort wurde zurückgesetzt',
    sentence: 'Das Passwort Ihres Kontos wurde mit einem Code per E-Mail zurückgesetzt.',
  },
  second_factor_on: {
    subject: 'Bestätigung in zwei Schritten ist eingeschaltet',
    sentence: 'Die Bestätigung in zwei Schritten wurde für Ihr Konto eingeschaltet.',
  },
  second_factor_off: {
    subject: 'Bestätigung in zwei Schritten ist ausgeschaltet',
    sentence: 'Die Bestätigung in zwei Schritten wurde für Ihr Konto ausgeschaltet.',
  },
  authenticator_app_set: {
    subject: 'Neue Authenticator-App',
    sentence: 'Für Ihr Konto wurde eine Authenticator-App eingerichtet.',
  },
  passkey_added: {
    subject: 'Neuer Passkey',
    sentence: 'Zu Ihrem Konto wurde ein Passkey hinzugefügt.',
  },
  passkey_removed: {
    subject: 'Passkey entfernt',
    sentence: 'Von Ihrem Konto wurde ein Passkey entfernt.',
  },
  email_changed: {
    subject: 'Ihre E-Mail-Adresse wurde geändert',
    sentence:
      'Ihr Konto hat jetzt eine andere E-Mail-Adresse. Mit dieser können Sie sich nicht mehr anmelden.',
  },
  account_deleted: {
    subject: 'Ihr Konto ist gelöscht',
    sentence: 'Ihr Konto wurde gelöscht, und alle seine Geräte sind abgemeldet.',
  },
  sign_up_tried: {
    subject: 'Sie haben schon ein Konto',
    sentence:
      'Jemand wollte mit Ihrer E-Mail-Adresse ein Konto anlegen. Es gibt schon eines, und es bleibt, wie es ist.',
  },
  itWasYou: 'Waren Sie das? Dann ist nichts zu tun.',
  signInThere: 'Waren Sie das? Melden Sie sich an, oder wählen Sie dort „Passwort vergessen?“:',
  nothingToDo: 'Wenn nicht, ist nichts zu tun.',
  answerAtOnce: 'Wenn nicht, antworten Sie sofort auf diese E-Mail.',
  mailboxFirst:
    'Wenn nicht, liest vielleicht jemand Ihre E-Mails mit. Ändern Sie zuerst das Passwort Ihres Postfachs, dann setzen Sie dieses zurück:',
  signItOut: 'Wenn nicht, melden Sie dieses Gerät ab und sichern Sie Ihr Konto:',
};
