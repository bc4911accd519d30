import type { signIn as english } from '../en/sign-in';
import type { Translation } from '../translation';

export const signIn: Translation<typeof english> = {
  heading: 'Anmelden',
  email: 'E-Mail',
  continue: 'Weiter',
  or: 'oder',
  continueWith: 'Weiter mit {provider}',
  stay: 'Auf diesem Gerät angemeldet bleiben',
  startAgain: 'Adresse wechseln',
  startAgainOr: 'Adresse oder Anbieter wechseln',
  signedInAs: 'In diesem Browser ist {name} angemeldet.',
  orBelow: ' oder unten noch einmal anmelden.',
  formLoading: 'Das Formular wird geladen',
  formFailed: 'Das Formular konnte nicht geladen werden.',
  formFailedNext:
    'Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal, oder melden Sie sich anders an.',
  backToSignIn: 'Zurück zur Anmeldung',
  again: 'Noch einmal anmelden',
  tryAgain: 'Erneut versuchen',
  back: 'Zurück',
};
