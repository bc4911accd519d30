/** One colour on a light screen and on a dark one. */
type Pair = readonly [light: string, dark: string];

const WHITE = '#ffffff';
const BLACK = '#000000';

/** WCAG 2.2, 1.4.3: text on its background. */
const ENOUGH = 4.5;

/**
 * What is made of a brand's colour.
 *
 * @param accent `#rrggbb`, as it is on a light screen
 * @param surface what it stands on, light and dark
 * @throws Error for one that white text cannot be read on
 */
export function brandColours(accent: string, [light, dark]: Pair): Readonly<Record<string, Pair>> {
  if (!/^#[0-9a-f]{6}$/.test(accent))
    throw new Error(`--colour: "${accent}" is no colour. Give one such as #0b6b5b.`);
  const lowest = Math.min(contrast(accent, WHITE), contrast(accent, light));
  if (lowest < ENOUGH) {
    throw new Error(
      `--colour: white text on ${accent} has a contrast of ${lowest.toFixed(1)} to 1, and needs ${ENOUGH}. Give a darker one.`,
    );
  }
  const bright = firstWith(
    (share) => mix(accent, WHITE, share),
    (colour) => contrast(colour, dark) >= 2 * ENOUGH,
  );
  return {
    accent: [accent, bright],
    'accent-strong': [mix(accent, BLACK, 0.2), mix(bright, WHITE, 0.3)],
    'accent-wash': [mix(accent, WHITE, 0.9), mix(accent, dark, 0.7)],
    'on-accent': [WHITE, mix(accent, BLACK, 0.75)],
    'brand-plate': [accent, mix(accent, dark, 0.7)],
  };
}

/** The first of some mixtures, from none to all of it, that will do. */
function firstWith(colourAt: (share: number) => string, willDo: (colour: string) => boolean): string {
  const shares = Array.from({ length: 21 }, (_, step) => step / 20);
  return shares.map(colourAt).find(willDo) ?? colourAt(1);
}

/** @param share how much of the second is in it */
function mix(first: string, second: string, share: number): string {
  const [from, to] = [channels(first), channels(second)];
  const mixed = from.map((value, index) => Math.round(value + ((to[index] ?? 0) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

const channels = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** The contrast of two colours (WCAG 2.2, "contrast ratio"). */
export function contrast(first: string, second: string): number {
  const [high = 0, low = 0] = [luminance(first), luminance(second)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
