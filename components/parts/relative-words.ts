const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/**
 * How long ago something was, such as "3 minutes ago", "yesterday" or "just now".
 *
 * @param at epoch milliseconds
 * @param now the same; a moment before `at`, as clocks that differ have it, counts as `at`
 */
export function relativeInWords(at: number, now: number): string {
  const passed = Math.max(0, now - at);
  const found = UNITS.find(([, size]) => passed >= size);
  if (!found) return 'just now';
  const [unit, size] = found;
  return words.format(-Math.floor(passed / size), unit);
}
