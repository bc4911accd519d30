import type { Clock } from './clock';
import { limitExceeded } from './errors';

const HOUR = 3_600_000;
/** Above this many counters the finished ones are cleared away. */
const SWEEP_ABOVE = 10_000;

/** Attempts per hour, per user and kind. Counted in memory: a restart forgives. */
export function createLimits(clock: Clock) {
  const spent = new Map<string, { count: number; until: number }>();

  const sweep = () => {
    for (const [key, { until }] of spent) if (until <= clock.now()) spent.delete(key);
  };

  return {
    /**
     * Counts one attempt.
     * @param max allowed within the hour that starts with the first.
     * @throws LimitExceededException
     */
    spend(key: string, max: number): void {
      const now = clock.now();
      if (spent.size > SWEEP_ABOVE) sweep();
      const known = spent.get(key);
      const entry = known && known.until > now ? known : { count: 0, until: now + HOUR };
      entry.count += 1;
      spent.set(key, entry);
      if (entry.count > max) throw limitExceeded();
    },
    forgive: (key: string) => spent.delete(key),
    clear: () => spent.clear(),
  };
}

export type Limits = ReturnType<typeof createLimits>;
