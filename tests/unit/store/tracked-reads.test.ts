import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TrackedReads } from '../../../lib/store/redis/tracked-reads';

const MAX_STALENESS_MS = 2000;
let reads: TrackedReads<string>;

beforeEach(() => {
  vi.useFakeTimers();
  reads = new TrackedReads(MAX_STALENESS_MS);
});
afterEach(() => vi.useRealTimers());

/** A load that is answered when told to. */
function slowLoad() {
  let answer: (value: string) => void = () => {};
  const asked = (resolve: (value: string) => void) => {
    answer = resolve;
  };
  const load = vi.fn(() => new Promise<string>(asked));
  return { load, answer: (value: string) => answer(value) };
}

describe('a tracked read', () => {
  test.each([
    ['monotonic', () => vi.advanceTimersByTime(MAX_STALENESS_MS)],
    ['wall', () => vi.setSystemTime(Date.now() + MAX_STALENESS_MS)],
  ])('is not used after its time by the %s clock, whatever the other says', async (_clock, pass) => {
    const load = vi.fn(async () => 'value');
    await reads.read('a', load);
    pass();
    await reads.read('a', load);
    expect(load).toHaveBeenCalledTimes(2);
  });

  test('is loaded once until it is invalidated', async () => {
    const load = vi.fn(async () => 'value');
    expect(await reads.read('a', load)).toBe('value');
    expect(await reads.read('a', load)).toBe('value');
    expect(load).toHaveBeenCalledTimes(1);
    reads.invalidate('b');
    await reads.read('a', load);
    expect(load).toHaveBeenCalledTimes(1);
    reads.invalidate('a');
    await reads.read('a', load);
    reads.invalidate(null);
    await reads.read('a', load);
    expect(load).toHaveBeenCalledTimes(3);
  });

  test('is shared while it is under way', async () => {
    const { load, answer } = slowLoad();
    const both = [reads.read('a', load), reads.read('a', load)];
    answer('value');
    expect(await Promise.all(both)).toEqual(['value', 'value']);
    expect(load).toHaveBeenCalledTimes(1);
  });

  test('is too old two seconds after it was sent, however late the answer came', async () => {
    const { load, answer } = slowLoad();
    const first = reads.read('a', load);
    await vi.advanceTimersByTimeAsync(900);
    answer('old');
    await first;
    await vi.advanceTimersByTimeAsync(MAX_STALENESS_MS - 901);
    void reads.read('a', load);
    expect(load).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    void reads.read('a', load);
    expect(load).toHaveBeenCalledTimes(2);
  });

  test('that was invalidated under way is not kept: its answer may predate the change', async () => {
    const { load, answer } = slowLoad();
    const first = reads.read('a', load);
    reads.invalidate('a');
    answer('before the change');
    expect(await first).toBe('before the change');
    expect(await reads.read('a', async () => 'after')).toBe('after');
  });

  test('that failed is not kept', async () => {
    await expect(reads.read('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await reads.read('a', async () => 'up')).toBe('up');
  });
});

describe('waiting for a change', () => {
  test.each(['a', null])('ends with the invalidation of %j', async (key) => {
    const settled = vi.fn();
    const waiting = reads.nextChange('a', 60_000).then(settled);
    reads.invalidate('b');
    await vi.advanceTimersByTimeAsync(100);
    expect(settled).not.toHaveBeenCalled();
    reads.invalidate(key);
    await waiting;
    expect(vi.getTimerCount()).toBe(0);
  });

  test('ends after its time', async () => {
    const waiting = reads.nextChange('a', 500);
    await vi.advanceTimersByTimeAsync(500);
    await waiting;
    expect(vi.getTimerCount()).toBe(0);
  });
});
