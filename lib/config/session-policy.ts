import * as z from 'zod/mini';
import {
  type BindingAction,
  type CredentialChangeAction,
  DEFAULT_POLICY,
  type DeviceBinding,
  type SessionPolicy,
} from '../session/policy';

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Browsers keep no cookie longer (RFC 6265bis §5.5), so a longer life would be a promise that they break. */
const LONGEST = '400d';

/** A use that comes too soon after the last one written down is not written: a tenth of the idle time is lost at most. */
const TOUCHES_PER_IDLE_TIME = 10;

const BINDING_ACTIONS = ['off', 'log', 'reauthenticate', 'end'] as const satisfies BindingAction[];
const DEVICE_BINDINGS = ['off', 'when-supported', 'required'] as const satisfies DeviceBinding[];
const CHANGE_ACTIONS = ['keep', 'end'] as const satisfies CredentialChangeAction[];

const variables = z
  .object({
    SESSION_IDLE_TIMEOUT: duration('1s', '7d'),
    SESSION_ABSOLUTE_TIMEOUT: duration('1s', '30d'),
    SESSION_BROWSER_TIMEOUT: duration('1s', '12h'),
    SESSION_OUTAGE_LIMIT: duration('0s', '60m'),
    SESSION_MAX_PER_USER: wholeNumber(1, 1000, '20'),
    SESSION_ON_CREDENTIAL_CHANGE: oneOf(CHANGE_ACTIONS, 'end'),
    SESSION_BINDING_USER_AGENT: oneOf(BINDING_ACTIONS, 'log'),
    SESSION_BINDING_ADDRESS: oneOf(BINDING_ACTIONS, 'log'),
    SESSION_DEVICE_BOUND: oneOf(DEVICE_BINDINGS, 'when-supported'),
    SESSION_DEVICE_PROOF_TIMEOUT: duration('1s', '10m'),
  })
  // Only once every variable is well-formed by itself, hence "abort" below: what is no duration is not too long as well.
  .check(
    z.superRefine((env, context) => {
      const absoluteMs = env.SESSION_ABSOLUTE_TIMEOUT ?? DEFAULT_POLICY.absoluteMs;
      for (const name of ['SESSION_IDLE_TIMEOUT', 'SESSION_BROWSER_TIMEOUT'] as const) {
        if ((env[name] ?? 0) <= absoluteMs) continue;
        const message = `must not be longer than SESSION_ABSOLUTE_TIMEOUT, which is 30d unless set, such as ${name}=12h with SESSION_ABSOLUTE_TIMEOUT=30d`;
        context.addIssue({ code: 'custom', path: [name], message });
      }
    }),
  );

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The rules of a session's life from the `SESSION_…` variables; `DEFAULT_POLICY` for what is not set or empty.
 *
 * Durations are `<whole number><s|m|h|d>`. Defaults never contradict a variable: a short `SESSION_ABSOLUTE_TIMEOUT`
 * shortens the other two, and a short idle time has uses written down more often.
 *
 * @param https whether the app's origin is
 * @returns the whole policy, frozen, durations in milliseconds
 * @throws Error naming each variable to correct, what it may be, and an example
 */
export function parseSessionPolicy(environment: Environment, https = true): SessionPolicy {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = variables.safeParse(set);
  if (!result.success) {
    const problems = result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new Error(problems.join('; '));
  }
  const env = result.data;
  const absoluteMs = env.SESSION_ABSOLUTE_TIMEOUT ?? DEFAULT_POLICY.absoluteMs;
  const idleMs = env.SESSION_IDLE_TIMEOUT ?? Math.min(DEFAULT_POLICY.idleMs, absoluteMs);
  return Object.freeze({
    ...DEFAULT_POLICY,
    idleMs,
    absoluteMs,
    browserSessionMs: env.SESSION_BROWSER_TIMEOUT ?? Math.min(DEFAULT_POLICY.browserSessionMs, absoluteMs),
    touchEveryMs: Math.min(DEFAULT_POLICY.touchEveryMs, idleMs / TOUCHES_PER_IDLE_TIME),
    outageLimitMs: env.SESSION_OUTAGE_LIMIT ?? DEFAULT_POLICY.outageLimitMs,
    maxSessionsPerUser: env.SESSION_MAX_PER_USER ?? DEFAULT_POLICY.maxSessionsPerUser,
    onCredentialChange: env.SESSION_ON_CREDENTIAL_CHANGE ?? DEFAULT_POLICY.onCredentialChange,
    binding: Object.freeze({
      userAgent: env.SESSION_BINDING_USER_AGENT ?? DEFAULT_POLICY.binding.userAgent,
      address: env.SESSION_BINDING_ADDRESS ?? DEFAULT_POLICY.binding.address,
    }),
    deviceBinding: deviceBinding(env.SESSION_DEVICE_BOUND, https),
    deviceProofMs: env.SESSION_DEVICE_PROOF_TIMEOUT ?? DEFAULT_POLICY.deviceProofMs,
  });
}

/** Browsers bind sessions on https only (DBSC §8.9), so on one's own machine there is nothing to ask for. */
function deviceBinding(set: DeviceBinding | undefined, https: boolean): DeviceBinding {
  if (https) return set ?? DEFAULT_POLICY.deviceBinding;
  if (set !== undefined && set !== 'off')
    throw new Error('SESSION_DEVICE_BOUND must be off where APP_ORIGIN is not https, such as off');
  return 'off';
}

function duration(shortest: string, example: string) {
  const [min, max] = [toMs(shortest), toMs(LONGEST)];
  const error = `must be a whole number followed by s, m, h or d, from ${shortest} to ${LONGEST}, such as ${example}`;
  const ms = z.pipe(z.string(), z.transform(toMs));
  return z.optional(ms.check(z.refine((value) => value >= min && value <= max, { error, abort: true })));
}

/** Not a number for anything else, which no range contains. */
function toMs(text: string): number {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  return Number(count) * (UNIT_MS[unit ?? ''] ?? Number.NaN);
}

/** Digits only: `Number` alone also takes `1e3`, `0x10` and blanks. */
function wholeNumber(min: number, max: number, example: string) {
  const error = `must be a whole number from ${min} to ${max}, such as ${example}`;
  const number = z.pipe(
    z.string(),
    z.transform((text) => (/^\d+$/.test(text) ? Number(text) : Number.NaN)),
  );
  return z.optional(number.check(z.refine((value) => value >= min && value <= max, { error, abort: true })));
}

function oneOf<const Actions extends readonly string[]>(actions: Actions, example: Actions[number]) {
  return z.optional(z.enum(actions, { error: `must be one of ${actions.join(', ')}, such as ${example}` }));
}
