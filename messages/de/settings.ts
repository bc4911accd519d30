import type { settings as english } from '../en/settings';
import type { Translation } from '../translation';

export const settings: Translation<typeof english> = {
  title: 'Sprache und Darstellung',
  intro: 'Für dieses Gerät, solange Sie angemeldet sind.',
  language: 'Sprache',
  automatic: 'Wie im Browser',
  theme: 'Darstellung',
  system: 'Wie auf dem Gerät',
  light: 'Hell',
  dark: 'Dunkel',
  apply: 'Übernehmen',
  saved: 'Ihre Auswahl ist gespeichert.',
};
