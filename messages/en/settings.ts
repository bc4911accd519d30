/** The card on which someone chooses language and look. */
export const settings = {
  title: 'Language and appearance',
  intro: 'For this device, as long as you are signed in.',
  language: 'Language',
  automatic: 'As in your browser',
  theme: 'Appearance',
  system: 'As on your device',
  light: 'Light',
  dark: 'Dark',
  apply: 'Apply',
  saved: 'Your choice is saved.',
} as const;
