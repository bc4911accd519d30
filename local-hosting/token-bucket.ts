/** Amplify Hosting's throttle: requests pay with tokens for the time and the bytes that they took. */
export class TokenBucket {
  private tokens: number;
  private filledAt: number;

  /**
   * @param perSecond tokens that flow in, and the most that are kept
   * @param now a clock in milliseconds
   */
  constructor(
    private readonly perSecond: number,
    private readonly now: () => number,
  ) {
    this.tokens = perSecond;
    this.filledAt = now();
  }

  /** Whether a request may start: what it will cost is known only when it is over. */
  get open(): boolean {
    const now = this.now();
    const gained = ((now - this.filledAt) / 1000) * this.perSecond;
    this.tokens = Math.min(this.perSecond, this.tokens + gained);
    this.filledAt = now;
    return this.tokens > 0;
  }

  /** Pays for a request that is over. The balance may become negative: the next ones wait for it. */
  pay(tokens: number): void {
    this.tokens -= tokens;
  }
}
