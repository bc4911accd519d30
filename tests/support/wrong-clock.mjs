/**
 * Makes a process's date wrong, as on a machine whose clock is: `NODE_OPTIONS="--import <this file>"`, and
 * CLOCK_FAST_BY_MS, negative for slow. Timers and `performance.now` are those of the machine.
 */
const fastByMs = Number(process.env.CLOCK_FAST_BY_MS);

const machineNow = Date.now;

const now = () => machineNow() + fastByMs;

globalThis.Date = new Proxy(Date, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: (target) => new target(now()).toString(),
  get: (target, property, receiver) => (property === 'now' ? now : Reflect.get(target, property, receiver)),
});
