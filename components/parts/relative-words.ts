const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

const formats = new Map<string, Intl.RelativeTimeFormat>();

/**
 * How long ago something was, such as "3 minutes ago", "yesterday" or "just now".
 *
 * @param at epoch milliseconds
 * @param now the same; a moment before `at`, as clocks that differ have it, counts as `at`
 * @param justNow what is said of less than a minute
 */
export function relativeInWords(at: number, now: number, language: string, justNow: string): string {
  const passed = Math.max(0, now - at);
  const found = UNITS.find(([, size]) => passed >= size);
  if (!found) return justNow;
  const [unit, size] = found;
  const known = formats.get(language);
  const words = known ?? new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  if (known === undefined) formats.set(language, words);
  return words.format(-Math.floor(passed / size), unit);
}
