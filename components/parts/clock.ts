const TICK_MS = 5_000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = 0;

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

/** Calls `listener` every few seconds, with one timer however many ask. @returns ends that */
export function onTick(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    now = 0;
  };
}

/** Epoch milliseconds at the last tick: the same for everything that is rendered between two. */
export function timeAtTick(): number {
  if (now === 0) now = Date.now();
  return now;
}
