import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from './environment';
import type { Meter } from './meter';
import type { HostOptions } from './options';

/** No environment became free in time. */
export class NoneFree extends Error {}

interface Idle {
  readonly environment: Environment;
  readonly ending: NodeJS.Timeout;
}

/** The environments: as many as requests that are under way, up to a limit. */
export class Pool {
  private readonly idle: Idle[] = [];
  private readonly all = new Set<Environment>();
  private readonly waiting: Array<(environment: Environment | null) => void> = [];
  private starting = 0;
  private stopped = false;

  constructor(
    private readonly start: () => Promise<Environment>,
    private readonly options: HostOptions,
    private readonly meter: Meter,
  ) {}

  /**
   * Does `work` with an environment that has nothing else to do. Time in here is billed, the wait for one is not.
   *
   * @throws NoneFree, and what `start` and `work` throw
   */
  async use<T>(work: (environment: Environment, remainingMs: number) => Promise<T>): Promise<T> {
    const asked = performance.now();
    const free = await this.take();
    const waited = performance.now() - asked;
    const began = performance.now();
    let environment = free;
    try {
      // The host counts a start separately, so it takes nothing off the request's time.
      environment ??= await this.startOne();
      return await work(environment, Math.max(1, this.options.requestMs - waited));
    } finally {
      this.meter.request(performance.now() - began);
      this.giveBack(environment);
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const { ending } of this.idle.splice(0)) clearTimeout(ending);
    await Promise.all([...this.all].map((environment) => environment.end()));
  }

  /** @returns an environment, or null for the right to start one */
  private async take(): Promise<Environment | null> {
    // The one that worked last: the others can be ended. Lambda does so, by its users' accounts.
    for (let next = this.idle.pop(); next !== undefined; next = this.idle.pop()) {
      clearTimeout(next.ending);
      if (next.environment.alive) return next.environment;
      this.all.delete(next.environment);
    }
    if (this.all.size + this.starting < this.options.maxEnvironments) {
      this.starting += 1;
      return null;
    }
    return this.wait();
  }

  private async wait(): Promise<Environment | null> {
    const late = new AbortController();
    let join: (environment: Environment | null) => void = () => undefined;
    const turn = new Promise<Environment | null>((resolve) => {
      join = resolve;
    });
    this.waiting.push(join);
    const timeout = sleep(this.options.requestMs, 'late' as const, { signal: late.signal }).catch(
      () => 'late' as const,
    );
    const result = await Promise.race([turn, timeout]);
    late.abort();
    if (result !== 'late') return result;
    this.waiting.splice(this.waiting.indexOf(join), 1);
    throw new NoneFree(`All ${this.options.maxEnvironments} environments were busy.`);
  }

  private async startOne(): Promise<Environment> {
    try {
      const environment = await this.start();
      if (this.stopped) await environment.end();
      this.all.add(environment);
      this.meter.coldStart(this.all.size);
      return environment;
    } finally {
      this.starting -= 1;
    }
  }

  private giveBack(environment: Environment | null): void {
    const alive = environment?.alive ? environment : null;
    if (environment !== null && alive === null) this.all.delete(environment);
    const next = this.waiting.shift();
    if (next !== undefined) {
      if (alive === null) this.starting += 1;
      next(alive);
    } else if (alive !== null) {
      this.idle.push({
        environment: alive,
        ending: setTimeout(() => void alive.end(), this.options.idleEndMs),
      });
    }
  }
}
