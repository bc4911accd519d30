import type { security as english } from '../en/security';
import type { Translation } from '../translation';

export const security: Translation<typeof english> = {
  heading: 'Ihre Sicherheit',
  lead: 'Ihr Passwort, der zweite Schritt und Ihre Passkeys.',
  recent: 'Letzte Anmeldungen',
  all: '<activity>Alle Aktivitäten</activity> und <devices>Ihre Geräte</devices>',
  atProvider: 'Anmeldung',
  atProviderWhy:
    '{provider} kümmert sich für Ihr Konto um die Bestätigung in zwei Schritten. Auch Passwort und Passkeys finden Sie dort.',
  confirmFirst: 'Bestätigen Sie zuerst, dass Sie es sind. Dann können Sie Ihr Passwort ändern.',
  password: {
    title: 'Passwort',
    current: 'Jetziges Passwort',
    new: 'Neues Passwort',
    rules: 'Mindestens 8 Zeichen, mit Groß- und Kleinbuchstaben, einer Ziffer und einem Sonderzeichen.',
    change: 'Passwort ändern',
  },
  secondFactor: {
    title: 'Authenticator-App',
    intro: 'Ein Code von Ihrem Telefon, zusätzlich zum Passwort.',
    on: 'Ein. Bei der Anmeldung wird neben dem Passwort auch ein Code verlangt.',
    turnOff: 'Ausschalten',
    turnOffSure: 'Bestätigung in zwei Schritten ausschalten? Dann genügt zur Anmeldung Ihr Passwort allein.',
    turnOffDo: 'Bestätigung in zwei Schritten ausschalten',
    setUp: {
      off: 'Aus. Ihr Passwort allein genügt.',
      begin: 'Authenticator-App einrichten',
      scan: 'Scannen Sie dies mit einer Authenticator-App auf Ihrem Telefon.',
      image: 'QR-Code mit dem Schlüssel für Ihre Authenticator-App',
      here: 'Auf diesem Gerät: ',
      open: 'Authenticator-App öffnen',
      orKey: ', oder geben Sie dort diesen Schlüssel ein:',
      code: 'Code aus der App',
      confirm: 'Bestätigen',
    },
  },
  passkeys: {
    title: 'Passkeys',
    intro: 'Fingerabdruck, Gesicht oder Displaysperre anstelle Ihres Passworts.',
    none: 'Sie haben noch keinen Passkey.',
    added: 'Hinzugefügt {when}',
    remove: 'Entfernen',
    removeWhich: '{name} entfernen',
    removeSure: '{name} entfernen? Damit können Sie sich dann nicht mehr anmelden.',
    removeDo: 'Passkey entfernen',
    adding: {
      add: 'Passkey hinzufügen',
      noScript: 'Um einen Passkey hinzuzufügen, ist JavaScript nötig.',
      notMade: {
        message: 'Es wurde kein Passkey hinzugefügt.',
        nextStep: 'Versuchen Sie es noch einmal und folgen Sie Ihrem Browser.',
      },
      alreadyHere: {
        message: 'Dieses Gerät hat schon einen Passkey für Ihr Konto.',
        nextStep: 'Es ist nichts zu tun.',
      },
    },
  },
  recovery: {
    title: 'Wenn Sie sich nicht anmelden können',
    provider: '{provider} hilft Ihnen zurück in Ihr Konto. Hier müssen Sie nichts einrichten.',
    password: 'Sie haben Ihr Passwort vergessen',
    passwordNext: 'Wählen Sie bei der Anmeldung „Passwort vergessen?“. Wir senden einen Code an {email}.',
    yourAddress: 'Ihre E-Mail-Adresse',
    phone: 'Sie haben das Telefon mit Ihrer Authenticator-App verloren',
    phoneNext: 'Bitten Sie die Verwaltung, die Bestätigung in zwei Schritten für Sie auszuschalten.',
    device: 'Sie haben ein Gerät verloren',
    deviceNext: 'Melden Sie es unter „Geräte“ ab und ändern Sie dann Ihr Passwort.',
  },
  done: {
    password_changed: 'Ihr Passwort ist geändert.',
    second_factor_on: 'Ihre Authenticator-App ist eingeschaltet.',
    second_factor_off: 'Ihre Authenticator-App ist ausgeschaltet.',
    passkey_added: 'Ihr Passkey ist hinzugefügt.',
    passkey_removed: 'Ihr Passkey ist entfernt.',
    email_changed: 'Ihre E-Mail-Adresse ist geändert.',
  },
  othersEnd: 'Ihre anderen Geräte sind abgemeldet.',
  othersStay: 'Ihre anderen Geräte bleiben angemeldet.',
  refusals: {
    bothNeeded: { message: 'Beide Passwörter sind nötig.', nextStep: 'Füllen Sie beide Felder aus.' },
    wrongCode: {
      message: 'Der Code stimmt nicht.',
      nextStep: 'Warten Sie, bis die App den nächsten zeigt, und geben Sie diesen ein.',
    },
    wrong: {
      message: 'Ihr jetziges Passwort stimmt nicht.',
      nextStep: 'Prüfen Sie es und versuchen Sie es noch einmal.',
    },
    too_weak: {
      message: 'Das neue Passwort ist zu schwach.',
      nextStep: 'Halten Sie sich an die Regeln unter dem Feld.',
    },
    used_before: {
      message: 'Dieses Passwort haben Sie schon einmal benutzt.',
      nextStep: 'Wählen Sie ein anderes.',
    },
    too_often: {
      message: 'Zu viele Versuche.',
      nextStep: 'Warten Sie ein paar Minuten und versuchen Sie es dann noch einmal.',
    },
  },
};
