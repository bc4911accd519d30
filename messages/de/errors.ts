import type { errors as english } from '../en/errors';
import type { Translation } from '../translation';

const AGAIN_SOON = 'Versuchen Sie es in ein paar Sekunden noch einmal.';

export const errors: Translation<typeof english> = {
  unauthenticated: {
    message: 'Sie sind abgemeldet.',
    nextStep: 'Melden Sie sich an und versuchen Sie es noch einmal.',
  },
  session_ended: { message: 'Sie wurden abgemeldet.', nextStep: 'Melden Sie sich wieder an.' },
  reauthentication_required: {
    message: 'Dafür müssen Sie sich vor Kurzem angemeldet haben.',
    nextStep: 'Melden Sie sich noch einmal an, um fortzufahren.',
  },
  device_not_proved: {
    message: 'Dieser Browser konnte nicht zeigen, dass er es ist, der sich angemeldet hat.',
    nextStep: 'Melden Sie sich noch einmal an, um fortzufahren.',
  },
  recent_sign_in_required: {
    message: 'Bestätigen Sie, dass Sie es sind.',
    nextStep: 'Melden Sie sich noch einmal an, um fortzufahren. Sie bleiben so lange angemeldet.',
  },
  signature_invalid: {
    message: 'Diese Anfrage ist nicht so signiert, wie sie es sein muss.',
    nextStep: 'Signieren Sie sie mit MAINTENANCE_KEY, nach einer Uhr, die auf fünf Minuten genau geht.',
  },
  forbidden: {
    message: 'Sie haben hierauf keinen Zugriff.',
    nextStep: 'Bitten Sie die Verwaltung um Zugriff.',
  },
  administration_denied: {
    message: 'Die App darf Cognito darum nicht bitten.',
    nextStep: 'Geben Sie ihrer Rolle die Richtlinie, die docs/deploy.md unter „Administration“ nennt.',
  },
  cross_origin: {
    message: 'Diese Anfrage kam von einer anderen Website.',
    nextStep: 'Öffnen Sie die App selbst und versuchen Sie es noch einmal.',
  },
  invalid_request: {
    message: 'Die Anfrage hat nicht die erwartete Form.',
    nextStep: 'Berichtigen Sie sie und senden Sie sie noch einmal.',
  },
  not_found: { message: 'Hier gibt es nichts.', nextStep: 'Prüfen Sie die Adresse.' },
  account_state: {
    message: 'Cognito lehnt das für dieses Konto ab.',
    nextStep: 'Sehen Sie nach, in welchem Zustand das Konto ist und ob seine E-Mail-Adresse bestätigt ist.',
  },
  payload_too_large: {
    message: 'Das ist mehr, als hier aufbewahrt werden kann.',
    nextStep: 'Senden Sie weniger oder löschen Sie zuerst etwas.',
  },
  too_many_requests: {
    message: 'Das war zu oft.',
    nextStep: 'Warten Sie ein wenig und versuchen Sie es noch einmal.',
  },
  too_many_values: {
    message: 'Das sind mehr Werte, als hier aufbewahrt werden können.',
    nextStep: 'Löschen Sie zuerst einen.',
  },
  attempt_unknown: {
    message: 'Dieser Anmeldelink ist abgelaufen oder wurde schon benutzt.',
    nextStep: 'Beginnen Sie die Anmeldung noch einmal.',
  },
  attempt_foreign: {
    message: 'Diese Anmeldung wurde in einem anderen Browser begonnen.',
    nextStep: 'Beginnen Sie sie in diesem noch einmal.',
  },
  accounts_linked: {
    message:
      'Sie haben schon ein Konto mit dieser Adresse. Jetzt können Sie sich auch auf diesem Weg anmelden.',
    nextStep: 'Melden Sie sich noch einmal an.',
  },
  sign_in_cancelled: {
    message: 'Die Anmeldung wurde abgebrochen.',
    nextStep: 'Beginnen Sie noch einmal, wenn Sie so weit sind.',
  },
  sign_in_not_fresh: {
    message: 'Bei der Anmeldung wurde nicht gefragt, wer Sie sind.',
    nextStep: 'Beginnen Sie noch einmal und geben Sie Ihr Passwort ein.',
  },
  sign_in_refused: {
    message: 'Die Anmeldung konnte nicht abgeschlossen werden.',
    nextStep: 'Beginnen Sie die Anmeldung noch einmal.',
  },
  store_unavailable: {
    message: 'Die Sitzungen lassen sich gerade nicht lesen. Sie sind weiter angemeldet.',
    nextStep: AGAIN_SOON,
  },
  sign_in_unavailable: { message: 'Wir können Sie gerade nicht anmelden.', nextStep: AGAIN_SOON },
  identity_provider_unavailable: {
    message: 'Der Anmeldedienst antwortet gerade nicht. Sie sind weiter angemeldet.',
    nextStep: AGAIN_SOON,
  },
  internal: { message: 'Bei uns ist etwas schiefgegangen.', nextStep: 'Versuchen Sie es noch einmal.' },
};
