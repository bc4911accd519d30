import 'server-only';
import { setMaxListeners } from 'node:events';

/** Handlers are bundled apart but run in one process: they share one signal, and Node one listener. */
const shared = globalThis as typeof globalThis & { [key: symbol]: AbortSignal | undefined };
const STOPPING = Symbol.for('latchkey.stopping');

/**
 * Holds a request's answer back until there is something to say: `until` resolves or rejects. The signal that it is
 * given aborts after `maxMs` milliseconds, when the client has gone away, and when the process is told to stop.
 */
export async function hold(
  request: Request,
  maxMs: number,
  until: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const over = new AbortController();
  const end = () => over.abort();
  const timer = setTimeout(end, maxMs);
  // By hand rather than with AbortSignal.any(), which in Node 20 leaves a trace of each request on a signal that lasts.
  for (const reason of [request.signal, stopping()]) {
    if (reason.aborted) end();
    reason.addEventListener('abort', end, { signal: over.signal });
  }
  try {
    await until(over.signal);
  } finally {
    clearTimeout(timer);
    end();
  }
}

/** Aborts when the process is told to stop. Next then first finishes the requests under way, however long they take. */
export function stopping(): AbortSignal {
  shared[STOPPING] ??= untilTold();
  return shared[STOPPING];
}

function untilTold(): AbortSignal {
  const told = new AbortController();
  setMaxListeners(0, told.signal);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => told.abort());
  return told.signal;
}
