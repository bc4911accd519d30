/**
 * Lets the monotonic clock stand still while an environment is frozen, as it may where a whole machine sleeps or is
 * restored from a snapshot: `NODE_OPTIONS="--import <this file>"` and HOSTING_FROZEN_FILE, a file in which the
 * emulator keeps how many milliseconds this process has been frozen for. `Date` goes on, and so do Node's timers.
 */
import { readFileSync } from 'node:fs';

const file = process.env.HOSTING_FROZEN_FILE;
if (!file) throw new Error('HOSTING_FROZEN_FILE is missing: the emulator sets it.');

/** Between two looks that are closer than this nothing was frozen: no need to read the file. */
const NOTICEABLE_NS = 1_000_000n;

const monotonicNs = process.hrtime.bigint;
let seenAt = 0n;
let frozenNs = 0n;

/** Nanoseconds of the clock as the environment sees it. */
function standingClock() {
  const now = monotonicNs();
  if (now - seenAt > NOTICEABLE_NS) frozenNs = BigInt(Math.round(Number(readFileSync(file, 'utf8')) * 1e6));
  seenAt = now;
  return now - frozenNs;
}

const startNs = monotonicNs() - BigInt(Math.round(performance.now() * 1e6));

function hrtime(earlier) {
  const now = standingClock() - (earlier ? BigInt(earlier[0]) * 1_000_000_000n + BigInt(earlier[1]) : 0n);
  return [Number(now / 1_000_000_000n), Number(now % 1_000_000_000n)];
}
hrtime.bigint = standingClock;

process.hrtime = hrtime;
Object.defineProperty(performance, 'now', {
  configurable: true,
  writable: true,
  value: () => Number(standingClock() - startNs) / 1e6,
});
