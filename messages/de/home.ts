import type { home as english } from '../en/home';
import type { Translation } from '../translation';

export const home: Translation<typeof english> = {
  stub: {
    label: 'Dieser Browser',
    waiting: 'Einen Moment',
    waitingWhy: 'Wir fragen, wer hier angemeldet ist.',
    nobody: 'Niemand ist angemeldet',
    nobodyWhy: 'Dieser Browser hat keine Sitzung.',
    signedInAs: 'Angemeldet als {name}',
    signedInWith: 'Mit {way}. Dieser Browser hat eine Marke und keine Tokens.',
    yourAccount: 'Ihr Konto',
  },
};
