import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../operations';
import { createLocalAws, type LocalAws } from '../server';
import { type Answer, Cognito } from '../testing/cognito';

let local: LocalAws;
let cognito: Cognito;
beforeAll(async () => {
  local = await createLocalAws({ port: 0 });
  cognito = new Cognito(local.url);
});
afterAll(() => local.close());

const names = [...operations.keys()];
const SIGNED = { authorization: 'AWS4-HMAC-SHA256 Credential=x' };

function expectCognitoShaped(answer: Answer): void {
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(Object.keys(answer.body).sort()).toEqual(['__type', 'message']);
  expect(answer.headers.get('x-amzn-errortype')).toBe(`${answer.body.__type}:`);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('access-control-expose-headers')).toContain('x-amzn-ErrorType');
  expect(answer.headers.get('content-type')).toBe('application/x-amz-json-1.1');
}

const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const big = 'x'.repeat(1024 * 1024);

/** Bodies that no client sends. Each is refused whatever the operation. */
const HOSTILE: readonly (readonly [string, string])[] = [
  ['no JSON', '{"ClientId":'],
  ['a list', '[]'],
  ['a string', '"x"'],
  ['a number', '7'],
  ['null', 'null'],
  ['bytes that are no UTF-8', '\u0000\uffff{'],
  ['a string of 1 MB', JSON.stringify({ ClientId: big, Username: big, AccessToken: big, UserPoolId: big })],
  ['33 levels of nesting', deep(33)],
  ['100,000 levels of nesting', deep(100_000)],
  ['100,000 open brackets', '['.repeat(100_000)],
];

describe.each(names)('%s', (name) => {
  test.each(HOSTILE)('refuses %s in Cognito’s form', async (_what, body) => {
    expectCognitoShaped(await cognito.call(name, body, SIGNED));
  });
});

describe('Every operation', () => {
  const someone = 'us-east-1_abcdefghi';
  const members = [
    'AccessToken',
    'AuthFlow',
    'AuthParameters',
    'ChallengeName',
    'ClientId',
    'Code',
    'Filter',
    'GroupName',
  ];
  const more = [
    'Limit',
    'MaxResults',
    'Password',
    'PoolName',
    'ProviderName',
    'RefreshToken',
    'Session',
    'Token',
    'UserAttributes',
  ];
  const all = [
    ...members,
    ...more,
    'UserPoolId',
    'Username',
    'ClientName',
    'Domain',
    'Policies',
    'ExplicitAuthFlows',
  ];
  const odd: unknown[] = [
    7,
    -1,
    true,
    '',
    'x',
    ' ',
    '\u0000',
    '\ud800',
    [],
    [null],
    {},
    { a: 1 },
    1e308,
    'é'.repeat(500),
  ];

  test.each(names)('%s takes any value for any member without failing', async (name) => {
    for (const value of odd) {
      const input = Object.fromEntries(all.map((member) => [member, value]));
      const answer = await cognito.call(name, input, SIGNED);
      if (answer.status !== 200) expectCognitoShaped(answer);
      expect(answer.body).not.toHaveProperty('__type', 'InternalErrorException');
    }
  });

  test.each(names)('%s is unharmed by prototype keys', async (name) => {
    const poisons = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];
    for (const key of poisons) {
      const body = `{"${key}":{"polluted":true,"UserPoolId":"${someone}"},"Username":"${key}","UserPoolId":"${someone}","ClientId":"${key}",
        "AuthFlow":"USER_SRP_AUTH","AuthParameters":{"${key}":"x"},"ChallengeResponses":{"${key}":"x"},"GroupName":"${key}","Domain":"x-${key.length}"}`;
      const { status } = await cognito.call(name, body, SIGNED);
      expect(status === 200 || status === 400).toBe(true);
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('is refused without a signature where it is an administrator’s', async () => {
    const signed = [...operations.values()].filter(({ access }) => access === 'signed');
    expect(signed.length).toBeGreaterThan(40);
    for (const { name } of signed) {
      const answer = await cognito.call(name, { UserPoolId: someone });
      expectCognitoShaped(answer);
      expect(answer.body.__type).toBe('MissingAuthenticationTokenException');
    }
  });
});

describe('2,000 bodies made by chance', () => {
  /** A small generator with a fixed seed: a failure can be repeated. */
  function random(seed: number) {
    let state = seed;
    return () => {
      state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
      return state / 4_294_967_296;
    };
  }

  test('never get a 5xx', async () => {
    const next = random(20_261_120);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
    const value = (depth: number): unknown => {
      const kinds = depth > 3 ? ['text', 'number'] : ['text', 'number', 'list', 'object', 'flag'];
      switch (pick(kinds)) {
        case 'text':
          return pick([
            '',
            'x',
            'a@b.c',
            'us-east-1_abcdefghi',
            '7lcl0ca1latchkey0example26',
            '__proto__',
            'USER_AUTH',
            '💥',
          ]);
        case 'number':
          return Math.floor(next() * 1e6) - 5e5;
        case 'list':
          return Array.from({ length: Math.floor(next() * 3) }, () => value(depth + 1));
        case 'object':
          return Object.fromEntries([pick(MEMBERS), pick(MEMBERS)].map((name) => [name, value(depth + 1)]));
        default:
          return next() > 0.5;
      }
    };
    for (let i = 0; i < 2_000; i++) {
      const body = Object.fromEntries(Array.from({ length: 6 }, () => [pick(MEMBERS), value(0)]));
      const name = pick(names);
      const { status } = await cognito.call(name, body, SIGNED);
      expect({ name, body, failed: status >= 500 }).toEqual({ name, body, failed: false });
    }
  });

  const MEMBERS = [
    'AccessToken',
    'AuthFlow',
    'AuthParameters',
    'ChallengeName',
    'ChallengeResponses',
    'ClientId',
    'ClientName',
    'Policies',
    'Domain',
    'Filter',
    'GroupName',
    'Limit',
    'MaxResults',
    'Password',
    'PoolName',
    'ProviderDetails',
    'ProviderName',
    'ProviderType',
    'Schema',
    'SecretHash',
    'Session',
    'Token',
    'TokenValidityUnits',
    'UserAttributes',
    'UserPoolId',
    'Username',
    'USERNAME',
    'SRP_A',
    'Name',
    'Value',
    'LambdaConfig',
    'UsernameConfiguration',
    'WebAuthnConfiguration',
  ];
});
