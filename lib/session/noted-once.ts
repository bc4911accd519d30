/** How many names one process remembers at most, as whoever asks could make any number of them. */
const MAX_NAMES = 10_000;

/** Bounded memory of what was already noted, so that one moved laptop is one entry and not thousands. */
export class NotedOnce {
  readonly #names = new Set<string>();

  /** @returns whether this is the first time */
  isFirst(name: string): boolean {
    if (this.#names.has(name)) return false;
    if (this.#names.size >= MAX_NAMES) this.#names.clear();
    this.#names.add(name);
    return true;
  }
}
