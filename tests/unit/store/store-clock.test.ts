import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { StoreClock } from '../../../lib/store/redis/store-clock';

const REDIS_SAYS = 1_700_000_000_000;
let clock: StoreClock;

beforeEach(() => {
  vi.useFakeTimers();
  clock = new StoreClock();
  clock.heard(REDIS_SAYS);
});
afterEach(() => vi.useRealTimers());

describe('the store’s clock', () => {
  test('counts on from what Redis said', () => {
    vi.advanceTimersByTime(5000);
    expect(clock.now()).toBe(REDIS_SAYS + 5000);
    expect(clock.isCertain).toBe(true);
  });

  test('after a freeze in which the monotonic clock stood still counts the wall clock’s time, and asks', () => {
    vi.setSystemTime(Date.now() + 3_600_000);
    expect(clock.now()).toBe(REDIS_SAYS + 3_600_000);
    expect(clock.isCertain).toBe(false);
    clock.heard(REDIS_SAYS + 3_600_500);
    expect(clock.isCertain).toBe(true);
  });

  test('is not put back by a wall clock that somebody put back, and asks', () => {
    vi.advanceTimersByTime(5000);
    vi.setSystemTime(Date.now() - 3_600_000);
    expect(clock.now()).toBe(REDIS_SAYS + 5000);
    expect(clock.isCertain).toBe(false);
  });

  test('that has never heard Redis is not certain', () => {
    expect(new StoreClock().isCertain).toBe(false);
  });
});
