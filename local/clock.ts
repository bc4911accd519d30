/** Where the local AWS reads the time. Injected everywhere, so that a test can move it. */
export interface Clock {
  /** Milliseconds since the epoch, including what was advanced. */
  now(): number;
  /** The same without what was advanced: what clients on this machine see. */
  machine(): number;
  advance(ms: number): void;
  /** Forgets everything advanced. */
  reset(): void;
}

/** @param base the time underneath; defaults to the machine's. */
export function createClock(base: () => number = Date.now): Clock {
  let offset = 0;
  return {
    now: () => base() + offset,
    machine: base,
    advance: (ms) => {
      offset += ms;
    },
    reset: () => {
      offset = 0;
    },
  };
}

/** Epoch seconds, the form of every time on Cognito's wire and in its tokens. */
export const seconds = (ms: number) => Math.floor(ms / 1000);
