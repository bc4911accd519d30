import { describe, expect, test } from 'vitest';
import { parseSessionPolicy } from '../../../lib/config/session-policy';
import { DEFAULT_POLICY } from '../../../lib/session/policy';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const DURATIONS = [
  'SESSION_IDLE_TIMEOUT',
  'SESSION_ABSOLUTE_TIMEOUT',
  'SESSION_BROWSER_TIMEOUT',
  'SESSION_OUTAGE_LIMIT',
  'SESSION_DEVICE_PROOF_TIMEOUT',
];
const BINDINGS = ['SESSION_BINDING_USER_AGENT', 'SESSION_BINDING_ADDRESS'];

test('nothing set, or set to nothing, leaves every default', () => {
  expect(parseSessionPolicy({})).toEqual(DEFAULT_POLICY);
  const empty = [...DURATIONS, 'SESSION_MAX_PER_USER', ...BINDINGS].map((name) => [name, '']);
  expect(parseSessionPolicy(Object.fromEntries(empty))).toEqual(DEFAULT_POLICY);
  expect(parseSessionPolicy({ SESSION_IDLE_TIMEOUT: undefined })).toEqual(DEFAULT_POLICY);
});

test('the values of the documents are the defaults', () => {
  const documented = {
    SESSION_IDLE_TIMEOUT: '7d',
    SESSION_ABSOLUTE_TIMEOUT: '30d',
    SESSION_BROWSER_TIMEOUT: '12h',
    SESSION_OUTAGE_LIMIT: '60m',
    SESSION_MAX_PER_USER: '20',
    SESSION_ON_CREDENTIAL_CHANGE: 'end',
    SESSION_BINDING_USER_AGENT: 'log',
    SESSION_BINDING_ADDRESS: 'log',
    SESSION_DEVICE_BOUND: 'when-supported',
    SESSION_DEVICE_PROOF_TIMEOUT: '10m',
  };
  expect(parseSessionPolicy(documented)).toEqual(DEFAULT_POLICY);
});

test('the policy is frozen all through', () => {
  const policy = parseSessionPolicy({});
  expect([Object.isFrozen(policy), Object.isFrozen(policy.binding)]).toEqual([true, true]);
});

test.each([
  [{ SESSION_IDLE_TIMEOUT: '1s' }, { idleMs: SECOND }],
  [{ SESSION_IDLE_TIMEOUT: '90m' }, { idleMs: 90 * MINUTE }],
  [{ SESSION_IDLE_TIMEOUT: '0036h' }, { idleMs: 36 * HOUR }],
  [{ SESSION_IDLE_TIMEOUT: '30d' }, { idleMs: 30 * DAY }],
  [{ SESSION_ABSOLUTE_TIMEOUT: '400d' }, { absoluteMs: 400 * DAY, idleMs: 7 * DAY }],
  [{ SESSION_ABSOLUTE_TIMEOUT: '34560000s' }, { absoluteMs: 400 * DAY }],
  [
    { SESSION_ABSOLUTE_TIMEOUT: '60d', SESSION_IDLE_TIMEOUT: '60d' },
    { absoluteMs: 60 * DAY, idleMs: 60 * DAY },
  ],
  [{ SESSION_BROWSER_TIMEOUT: '1h' }, { browserSessionMs: HOUR, idleMs: 7 * DAY }],
  [{ SESSION_BROWSER_TIMEOUT: '30d' }, { browserSessionMs: 30 * DAY }],
  [{ SESSION_OUTAGE_LIMIT: '0s' }, { outageLimitMs: 0 }],
  [{ SESSION_OUTAGE_LIMIT: '0d' }, { outageLimitMs: 0 }],
  [{ SESSION_OUTAGE_LIMIT: '400d' }, { outageLimitMs: 400 * DAY }],
  [{ SESSION_ON_CREDENTIAL_CHANGE: 'keep' }, { onCredentialChange: 'keep' }],
  [{ SESSION_MAX_PER_USER: '1' }, { maxSessionsPerUser: 1 }],
  [{ SESSION_MAX_PER_USER: '1000' }, { maxSessionsPerUser: 1000 }],
  [{ SESSION_BINDING_USER_AGENT: 'off' }, { binding: { userAgent: 'off', address: 'log' } }],
  [
    { SESSION_BINDING_ADDRESS: 'reauthenticate' },
    { binding: { userAgent: 'log', address: 'reauthenticate' } },
  ],
  [
    { SESSION_BINDING_USER_AGENT: 'end', SESSION_BINDING_ADDRESS: 'end' },
    { binding: { userAgent: 'end', address: 'end' } },
  ],
  [{ SESSION_DEVICE_BOUND: 'off' }, { deviceBinding: 'off' }],
  [
    { SESSION_DEVICE_BOUND: 'required', SESSION_DEVICE_PROOF_TIMEOUT: '5m' },
    { deviceBinding: 'required', deviceProofMs: 5 * MINUTE },
  ],
])('%j is understood', (environment, expected) => {
  expect(parseSessionPolicy(environment)).toMatchObject(expected);
});

test('where there is no https no browser binds a session, and none is asked to', () => {
  expect(parseSessionPolicy({}, false)).toEqual({ ...DEFAULT_POLICY, deviceBinding: 'off' });
  expect(parseSessionPolicy({ SESSION_DEVICE_BOUND: 'off' }, false)).toMatchObject({ deviceBinding: 'off' });
  for (const binding of ['when-supported', 'required'])
    expect(() => parseSessionPolicy({ SESSION_DEVICE_BOUND: binding }, false)).toThrow(
      'SESSION_DEVICE_BOUND must be off where APP_ORIGIN is not https',
    );
  expect(() => parseSessionPolicy({ SESSION_DEVICE_BOUND: 'on' })).toThrow(
    'SESSION_DEVICE_BOUND must be one of off, when-supported, required, such as when-supported',
  );
});

const NO_DURATIONS = [
  ' ',
  '7',
  'd',
  '-1d',
  '+1d',
  '7 days',
  '7days',
  '7D',
  ' 7d',
  '7d ',
  '7d\n',
  '1.5h',
  '1,5h',
  '1e3s',
  '0x10s',
  '1h30m',
  '1w',
  '500ms',
  'PT1H',
  '٧d',
  'NaNs',
  'Infinityd',
  '401d',
  '34560001s',
  '9'.repeat(400).concat('d'),
  '__proto__',
  '1constructor',
];

describe.each(DURATIONS)('%s', (name) => {
  const shortest = name === 'SESSION_OUTAGE_LIMIT' ? '0s' : '1s';
  const example = {
    SESSION_IDLE_TIMEOUT: '7d',
    SESSION_ABSOLUTE_TIMEOUT: '30d',
    SESSION_BROWSER_TIMEOUT: '12h',
    SESSION_DEVICE_PROOF_TIMEOUT: '10m',
  };
  const suggested = new Map(Object.entries(example)).get(name) ?? '60m';

  test.each(NO_DURATIONS)('is not %j', (value) => {
    expect(() => parseSessionPolicy({ [name]: value })).toThrow(
      `${name} must be a whole number followed by s, m, h or d, from ${shortest} to 400d, such as ${suggested}`,
    );
  });
});

test.each(['SESSION_IDLE_TIMEOUT', 'SESSION_ABSOLUTE_TIMEOUT', 'SESSION_BROWSER_TIMEOUT'])(
  '%s is not nothing at all',
  (name) => {
    expect(() => parseSessionPolicy({ [name]: '0s' })).toThrow(`${name} must be a whole number`);
    expect(() => parseSessionPolicy({ [name]: '0d' })).toThrow(`${name} must be a whole number`);
  },
);

test.each([
  '0',
  '-1',
  '1001',
  '1.5',
  '1e2',
  '0x10',
  ' 5',
  'many',
  '20 sessions',
  'Infinity',
  '9'.repeat(400),
])('SESSION_MAX_PER_USER is not %j', (value) => {
  expect(() => parseSessionPolicy({ SESSION_MAX_PER_USER: value })).toThrow(
    'SESSION_MAX_PER_USER must be a whole number from 1 to 1000, such as 20',
  );
});

describe.each(BINDINGS)('%s', (name) => {
  test.each(['on', 'true', '1', 'END', 'end ', 'log,end', 'toString', 'revoke'])('is not %j', (value) => {
    expect(() => parseSessionPolicy({ [name]: value })).toThrow(
      `${name} must be one of off, log, reauthenticate, end, such as log`,
    );
  });
});

test('every malformed variable is named at once, and once', () => {
  const wrong = { SESSION_IDLE_TIMEOUT: '401d', SESSION_BROWSER_TIMEOUT: 'soon', SESSION_MAX_PER_USER: '0' };
  const sentences =
    /^SESSION_IDLE_TIMEOUT must [^;]*; SESSION_BROWSER_TIMEOUT must [^;]*; SESSION_MAX_PER_USER must [^;]*$/;
  expect(() => parseSessionPolicy(wrong)).toThrow(sentences);
});

describe('the absolute time', () => {
  test.each(['SESSION_IDLE_TIMEOUT', 'SESSION_BROWSER_TIMEOUT'])('is an upper limit for %s', (name) => {
    const message = `${name} must not be longer than SESSION_ABSOLUTE_TIMEOUT, which is 30d unless set, such as ${name}=12h with SESSION_ABSOLUTE_TIMEOUT=30d`;
    expect(() => parseSessionPolicy({ [name]: '2d', SESSION_ABSOLUTE_TIMEOUT: '1d' })).toThrow(message);
    expect(() => parseSessionPolicy({ [name]: '31d' })).toThrow(message);
    expect(() => parseSessionPolicy({ [name]: '24h', SESSION_ABSOLUTE_TIMEOUT: '1d' })).not.toThrow();
  });

  test('when short shortens the defaults that it cannot hold, and only those', () => {
    const short = { SESSION_ABSOLUTE_TIMEOUT: '1d' };
    expect(parseSessionPolicy(short)).toMatchObject({
      idleMs: DAY,
      absoluteMs: DAY,
      browserSessionMs: DAY / 2,
    });
    const shorter = { SESSION_ABSOLUTE_TIMEOUT: '1h', SESSION_IDLE_TIMEOUT: '20m' };
    expect(parseSessionPolicy(shorter)).toMatchObject({
      idleMs: 20 * MINUTE,
      absoluteMs: HOUR,
      browserSessionMs: HOUR,
    });
  });
});

describe('use is written down', () => {
  test.each([
    ['1s', SECOND / 10],
    ['3s', 300],
    ['5m', 30 * SECOND],
    ['10m', MINUTE],
    ['11m', MINUTE],
    ['30d', MINUTE],
  ])('with an idle time of %s every %i ms', (idle, touchEveryMs) => {
    expect(parseSessionPolicy({ SESSION_IDLE_TIMEOUT: idle }).touchEveryMs).toBe(touchEveryMs);
  });

  test('more often too when it is the absolute time that makes the idle time short', () => {
    expect(parseSessionPolicy({ SESSION_ABSOLUTE_TIMEOUT: '10s' }).touchEveryMs).toBe(SECOND);
  });
});
