import type { emailRefusals as english } from '../en/email-refusals';
import type { Translation } from '../translation';

const TAKEN = {
  message: 'Es gibt schon ein Konto mit dieser Adresse.',
  nextStep: 'Verwenden Sie eine andere oder melden Sie sich dort an.',
};
const TOO_OFTEN = {
  message: 'Zu viele Versuche.',
  nextStep: 'Warten Sie ein paar Minuten und versuchen Sie es dann noch einmal.',
};

export const emailRefusals: Translation<typeof english> = {
  noAddress: {
    message: 'Das ist keine E-Mail-Adresse.',
    nextStep: 'Schreiben Sie sie ganz aus, etwa name@example.com.',
  },
  asked: {
    taken: TAKEN,
    not_accepted: {
      message: 'Diese Adresse lässt sich nicht verwenden.',
      nextStep: 'Prüfen Sie sie oder verwenden Sie eine andere.',
    },
    undeliverable: {
      message: 'Dorthin konnte keine E-Mail gesendet werden.',
      nextStep: 'Prüfen Sie die Adresse oder versuchen Sie es später noch einmal.',
    },
    too_often: TOO_OFTEN,
  },
  code: {
    wrong: {
      message: 'Dieser Code stimmt nicht.',
      nextStep: 'Prüfen Sie ihn und versuchen Sie es noch einmal.',
    },
    expired: { message: 'Dieser Code ist abgelaufen.', nextStep: 'Lassen Sie sich einen neuen senden.' },
    taken: TAKEN,
    too_often: TOO_OFTEN,
  },
};
