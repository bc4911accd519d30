/**
 * Waits no longer than so many milliseconds, whatever becomes of the signal: Next copies requests before it sends them, and a
 * copy loses its signal with the next garbage collection (nodejs/undici#4068), so that its `fetch` may never end.
 *
 * @param work is given a signal that aborts when the time is over
 * @throws DOMException `TimeoutError`, or whatever `work` rejects with before
 */
export function withinTime<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(ms);
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work(signal).then(resolve, reject);
  });
}
