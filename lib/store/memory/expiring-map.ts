/** Values with a lifetime in this process's memory. */
export class ExpiringMap<V> {
  readonly #entries = new Map<string, { value: V; expiresAt: number }>();
  #sweepAt = 0;

  constructor(private readonly now: () => number) {}

  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    if (entry.expiresAt > this.now()) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  /** @param lifetimeMs from now; absent keeps what is left */
  set(key: string, value: V, lifetimeMs: number): void {
    this.#sweep();
    this.#entries.set(key, { value, expiresAt: this.now() + lifetimeMs });
  }

  extend(key: string, lifetimeMs: number): void {
    const entry = this.#entries.get(key);
    if (entry) entry.expiresAt = this.now() + lifetimeMs;
  }

  delete(key: string): boolean {
    const lives = this.get(key) !== undefined;
    this.#entries.delete(key);
    return lives;
  }

  /** Once a minute, so that what nobody asks for again does not stay. */
  #sweep(): void {
    const now = this.now();
    if (now < this.#sweepAt) return;
    this.#sweepAt = now + 60_000;
    for (const [key, entry] of this.#entries) if (entry.expiresAt <= now) this.#entries.delete(key);
  }
}
