import { describe, expect, test } from 'vitest';
import { chooseStore, parseStoreUrl } from '../../../lib/config/redis-url';

describe('REDIS_URL', () => {
  test.each([
    [
      'redis://localhost',
      { kind: 'standalone', node: { host: 'localhost', port: 6379 }, database: 0, tls: null },
    ],
    [
      'redis://:p%40ss@h:7000/3',
      { kind: 'standalone', node: { host: 'h', port: 7000 }, database: 3, tls: null, password: 'p@ss' },
    ],
    [
      'rediss://app:s%3Ax@h/0?ca=/etc/ca.pem',
      {
        kind: 'standalone',
        node: { host: 'h', port: 6379 },
        database: 0,
        tls: { caFile: '/etc/ca.pem' },
        username: 'app',
        password: 's:x',
      },
    ],
    [
      'rediss://[2001:db8::1]:6380',
      { kind: 'standalone', node: { host: '2001:db8::1', port: 6380 }, database: 0, tls: {} },
    ],
    [
      'redis+sentinel://u:p@a:1,b/main?sentinelPassword=sp',
      {
        kind: 'sentinel',
        sentinels: [
          { host: 'a', port: 1 },
          { host: 'b', port: 26379 },
        ],
        primaryName: 'main',
        sentinelPassword: 'sp',
        tls: null,
        username: 'u',
        password: 'p',
      },
    ],
    [
      'rediss+cluster://:p@a:7000,b:7001',
      {
        kind: 'cluster',
        seeds: [
          { host: 'a', port: 7000 },
          { host: 'b', port: 7001 },
        ],
        tls: {},
        password: 'p',
      },
    ],
    [
      'redis://h?maxStalenessMs=0',
      { kind: 'standalone', node: { host: 'h', port: 6379 }, database: 0, tls: null, maxStalenessMs: 0 },
    ],
  ])('%s', (url, config) => {
    expect(parseStoreUrl(url)).toEqual(config);
  });

  test.each([
    '',
    'localhost:6379',
    'http://localhost',
    'redis://',
    'redis://user:hunter2@',
    'redis://user:hunter2@host:port',
    'redis://user:hunter2@host:70000',
    'redis://user:hunter2@a,b',
    'redis://user:hunter2@host/one',
    'redis+sentinel://user:hunter2@host:26379',
    'redis+unix://user:hunter2@host',
    'redis://user:hunter2@host?maxStalenessMs=never',
    'redis://user:hunter2@host?maxStalenessMs=60000',
  ])('%j is refused, and the message does not quote it', (url) => {
    expect(() => parseStoreUrl(url)).toThrow(/REDIS_URL/);
    expect(() => parseStoreUrl(url)).not.toThrow(/hunter2/);
  });
});

describe('the variables of the contract', () => {
  test('REDIS_URL comes before REDIS_HOST, and that before Upstash', () => {
    const upstash = { UPSTASH_REDIS_REST_URL: 'https://eu.example', UPSTASH_REDIS_REST_TOKEN: 't' };
    const host = { REDIS_HOST: 'h', REDIS_PORT: '7000', REDIS_PASSWORD: 'p' };
    expect(chooseStore({})).toEqual({ kind: 'embedded' });
    expect(chooseStore(upstash)).toEqual({ kind: 'upstash', url: 'https://eu.example', token: 't' });
    expect(chooseStore({ ...upstash, ...host })).toEqual({
      kind: 'standalone',
      node: { host: 'h', port: 7000 },
      database: 0,
      tls: null,
      password: 'p',
    });
    expect(chooseStore({ ...upstash, ...host, REDIS_URL: 'redis://other' })).toMatchObject({
      node: { host: 'other' },
    });
  });

  test.each([
    [{ UPSTASH_REDIS_REST_URL: 'https://eu.example' }, /must be set together/],
    [{ UPSTASH_REDIS_REST_TOKEN: 'hunter2' }, /must be set together/],
    [{ UPSTASH_REDIS_REST_URL: 'eu.example', UPSTASH_REDIS_REST_TOKEN: 't' }, /https address/],
    [{ REDIS_HOST: 'h', REDIS_PORT: 'six' }, /REDIS_PORT/],
  ])('%j is refused with a reason', (environment, reason) => {
    expect(() => chooseStore(environment)).toThrow(reason);
  });
});
