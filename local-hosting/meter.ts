import { costOf } from './prices';

/** Totals since the start. */
export interface Reading {
  /** Requests that reached an environment: what the cache or a static file answers costs no compute. */
  readonly requests: number;
  readonly coldStarts: number;
  /** The most environments that there were at once. */
  readonly environments: number;
  /** Seconds of environments at work, their starts included. */
  readonly billedSeconds: number;
  /** Requests refused with 429. */
  readonly throttled: number;
  /** US dollars: `prices.ts`. */
  readonly cost: number;
}

/** Counts what Amplify Hosting would put on the bill. */
export class Meter {
  private requests = 0;
  private coldStarts = 0;
  private environments = 0;
  private billedMs = 0;
  private throttled = 0;
  private servedBytes = 0;

  /** @param alive environments, this one included */
  coldStart(alive: number): void {
    this.coldStarts += 1;
    this.environments = Math.max(this.environments, alive);
  }

  /** @param workedMs from handing the request over, or from the start of its environment, to the answer */
  request(workedMs: number): void {
    this.requests += 1;
    this.billedMs += Math.ceil(workedMs);
  }

  served(bytes: number): void {
    this.servedBytes += bytes;
  }

  throttle(): void {
    this.throttled += 1;
  }

  read(): Reading {
    const { requests, coldStarts, environments, throttled, servedBytes } = this;
    const billedSeconds = this.billedMs / 1000;
    const cost = costOf({ requests, billedSeconds, servedBytes });
    return { requests, coldStarts, environments, billedSeconds, throttled, cost };
  }
}
