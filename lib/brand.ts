/** What the app is called, on every page, in e-mail clients' tabs and in authenticator apps. */
export const BRAND = {
  name: 'Latchkey',
  /** For search engines and the previews of links. */
  description: 'Sign-in and sessions for Next.js on AWS Amplify, with the tokens kept on the server.',
} as const;

/** Every colour, as it is on a light screen and on a dark one. Text on its background has a contrast of 4.5 to 1 (WCAG 2.2). */
export const COLOURS = {
  paper: ['#f5f7f5', '#0f1513'],
  surface: ['#ffffff', '#171f1c'],
  sunken: ['#edf1ee', '#202a26'],
  ink: ['#16211d', '#e7eeea'],
  'ink-soft': ['#4d5c56', '#a4b3ad'],
  line: ['#d8dfdb', '#2b3833'],
  'line-strong': ['#76857f', '#71827b'],
  accent: ['#0b6b5b', '#6ed3bb'],
  'accent-strong': ['#08564a', '#8fe3cf'],
  'accent-wash': ['#e3f2ee', '#16312a'],
  'on-accent': ['#ffffff', '#05231c'],
  success: ['#1c7a3d', '#7fd598'],
  'success-wash': ['#e6f4ea', '#16301f'],
  warning: ['#a66a00', '#e8b861'],
  'warning-wash': ['#fdf3df', '#33280f'],
  danger: ['#b3261e', '#ff9a90'],
  'danger-wash': ['#fceceb', '#3b1b18'],
  'brand-plate': ['#0b6b5b', '#16312a'],
  'brand-key': ['#f5d9a0', '#f5d9a0'],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>;

/**
 * The colours as properties of CSS: `accent` is `var(--accent)` in every stylesheet.
 *
 * @param theme those of a light or a dark screen whatever the device says; by default as it says
 */
export function colourProperties(theme: 'system' | 'light' | 'dark' = 'system'): string {
  const all = (index: 0 | 1) =>
    Object.entries(COLOURS)
      .map(([name, pair]) => `--${name}:${pair[index]}`)
      .join(';');
  if (theme !== 'system') return `:root{${all(theme === 'light' ? 0 : 1)}}`;
  return `:root{${all(0)}}@media (prefers-color-scheme:dark){:root{${all(1)}}}`;
}
