import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '@/lib/config/load';
import { ConfigurationError } from '@/lib/errors';
import { DEFAULT_POLICY } from '@/lib/session/policy';
import { placeDatabase } from '@/tests/support/place-database';

const EXAMPLE = readFileSync('amplify_outputs.json.example', 'utf8');
const keyOf = (secret: Buffer) => `k1:${secret.toString('base64url')}`;
const KEY = keyOf(createHash('sha256').update('a key of these tests').digest());
const [, EXAMPLE_KEY = ''] = /^SESSION_KEYS=(.*)$/m.exec(readFileSync('.env.example', 'utf8')) ?? [];

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'latchkey-config-'));
  writeFileSync(join(directory, 'amplify_outputs.json'), EXAMPLE);
});
afterEach(() => rmSync(directory, { recursive: true }));

const parse = (environment: Record<string, string>) => parseConfig(environment, directory);
const PRODUCTION = {
  NODE_ENV: 'production',
  APP_ORIGIN: 'https://app.example.com',
  SESSION_KEYS: KEY,
  REDIS_URL: 'redis://127.0.0.1:6379',
};

describe('the configuration', () => {
  it('of a development machine needs only a key', () => {
    expect(parse({ SESSION_KEYS: EXAMPLE_KEY, PORT: '4000' })).toMatchObject({
      origin: 'http://localhost:4000',
      store: { kind: 'embedded' },
      cognito: {
        issuer: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Latchkey0',
        endpoint: 'https://cognito-idp.us-east-1.amazonaws.com/',
        providers: expect.arrayContaining([{ name: 'Google', method: 'google', label: 'Google' }]),
      },
    });
  });

  it('of production is frozen and takes a trailing slash for what it means', () => {
    const config = parse({ ...PRODUCTION, APP_ORIGIN: 'https://app.example.com/' });
    expect(config).toMatchObject({ origin: 'https://app.example.com', store: { kind: 'standalone' } });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('takes an address that warnings come from, alone or with a name, and nothing else for one', () => {
    const sender = (SECURITY_MAIL_FROM: string) =>
      parse({ ...PRODUCTION, SECURITY_MAIL_FROM }).securityMailFrom;
    expect(parse(PRODUCTION).securityMailFrom).toBeNull();
    for (const good of ['a@example.com', 'Example Inc. <a@example.com>']) expect(sender(good)).toBe(good);
    for (const bad of ['example.com', 'a@b@c', '<a@example.com>', 'A\r\nBcc: x <a@example.com>'])
      expect(() => sender(bad), bad).toThrow(/^SECURITY_MAIL_FROM: /);
  });

  it('takes a database of places by its path, and stops at a file that is none', () => {
    const path = (PLACES_DATABASE: string) => parse({ ...PRODUCTION, PLACES_DATABASE }).placesDatabase;
    expect(parse(PRODUCTION).placesDatabase).toBeNull();
    writeFileSync(join(directory, 'city.mmdb'), placeDatabase({}));
    for (const given of ['city.mmdb', join(directory, 'city.mmdb')])
      expect(path(given)).toBe(join(directory, 'city.mmdb'));
    expect(() => path('none.mmdb')).toThrow(/^PLACES_DATABASE: \S+none\.mmdb cannot be read \(ENOENT\)/);
    expect(() => path('amplify_outputs.json')).toThrow(/^PLACES_DATABASE: \S+ is not a database/);
  });

  it('gives each deployment and each app client keys of its own in Redis', () => {
    const namespaceOf = (change: object) =>
      parse({ ...PRODUCTION, DEPLOYMENT: 'd1/main', ...change }).namespace;
    const main = namespaceOf({});
    expect(main).toMatch(/^[\w-]{8}$/);
    expect(namespaceOf({ APP_ORIGIN: 'https://other.example.com' })).toBe(main);
    expect(namespaceOf({ DEPLOYMENT: 'd1/dev' })).not.toBe(main);
    const { auth, ...rest } = JSON.parse(EXAMPLE);
    const otherClient = { ...rest, auth: { ...auth, user_pool_client_id: 'another' } };
    writeFileSync(join(directory, 'amplify_outputs.json'), JSON.stringify(otherClient));
    expect(namespaceOf({})).not.toBe(main);
  });

  it('derives keys from the deployment, so that branches with the same keys accept nothing of each other', () => {
    const keysOf = (DEPLOYMENT: string) => parse({ ...PRODUCTION, DEPLOYMENT }).sessionKeys.newest;
    const [main, other] = [keysOf('d1/main'), keysOf('d1/feature')];
    expect(keysOf('d1/main')).toEqual(main);
    expect(other.signing).not.toEqual(main.signing);
    expect(other.sealing).not.toEqual(main.sealing);
  });

  it('knows the social providers from what Amplify itself writes, where a backend says no more', () => {
    const { custom: _unsaid, ...outputs } = JSON.parse(EXAMPLE);
    outputs.auth.oauth.identity_providers = ['GOOGLE', 'LOGIN_WITH_AMAZON'];
    writeFileSync(join(directory, 'amplify_outputs.json'), JSON.stringify(outputs));
    expect(parse(PRODUCTION).cognito.providers).toEqual([
      { name: 'Google', method: 'google', label: 'Google' },
      { name: 'LoginWithAmazon', method: 'amazon', label: 'Amazon' },
    ]);
  });

  it('takes no provider that would pass for the pool itself', () => {
    const sign_in_providers = [{ name: 'Evil', method: 'password', label: 'Evil' }];
    const outputs = { ...JSON.parse(EXAMPLE), custom: { sign_in_providers } };
    writeFileSync(join(directory, 'amplify_outputs.json'), JSON.stringify(outputs));
    expect(() => parse(PRODUCTION)).toThrow(/misstates: custom\.sign_in_providers\.0\.method\./);
  });

  it('treats an empty variable like a missing one', () => {
    expect(parse({ ...PRODUCTION, LOG_LEVEL: '' }).logLevel).toBe('info');
    expect(() => parse({ ...PRODUCTION, APP_ORIGIN: '' })).toThrow(/APP_ORIGIN is missing/);
  });

  it('has the rules of a session’s life, by default and as set', () => {
    expect(parse(PRODUCTION).sessionPolicy).toEqual(DEFAULT_POLICY);
    const set = { SESSION_IDLE_TIMEOUT: '15m', SESSION_BINDING_ADDRESS: 'end' };
    expect(parse({ ...PRODUCTION, ...set }).sessionPolicy).toMatchObject({
      idleMs: 900_000,
      binding: { userAgent: 'log', address: 'end' },
    });
  });

  it('exchanges nobody’s cookies unless it is told whose, and until the end of which day', () => {
    expect(parse({ ...PRODUCTION, MIGRATE_UNTIL: '2027-03-31', AUTH_SECRET: 'x' }).migration).toBeNull();
    const until = Date.UTC(2027, 3, 1);
    const migrate = { ...PRODUCTION, MIGRATE_UNTIL: '2027-03-31' };
    expect(parse({ ...migrate, MIGRATE_FROM: 'amplify' }).migration).toEqual({ from: 'amplify', until });
    const older = { ...migrate, MIGRATE_FROM: 'next-auth', NEXTAUTH_SECRET: 'older' };
    expect(parse(older).migration).toEqual({ from: 'next-auth', until, secret: 'older' });
    expect(parse({ ...older, AUTH_SECRET: 'newer' }).migration).toMatchObject({ secret: 'newer' });
    expect(
      parse({ ...migrate, MIGRATE_FROM: 'amplify', MIGRATE_UNTIL: '2020-01-01' }).migration,
    ).not.toBeNull();
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['no key', { SESSION_KEYS: '' }, /SESSION_KEYS/],
    ['a short key', { SESSION_KEYS: 'k1:short' }, /SESSION_KEYS/],
    ['the published key', { SESSION_KEYS: EXAMPLE_KEY }, /SESSION_KEYS entry 1 is the published example key/],
    [
      'the published key under another name, behind a good one',
      { SESSION_KEYS: `${KEY}, ${EXAMPLE_KEY.replace('example', 'old')}` },
      /SESSION_KEYS entry 2 is the published example key/,
    ],
    ['a key of zeros', { SESSION_KEYS: keyOf(Buffer.alloc(32)) }, /SESSION_KEYS entry 1 is not random/],
    [
      'a key that counts',
      { SESSION_KEYS: keyOf(Buffer.from(Array.from({ length: 32 }, (_, index) => 3 * index))) },
      /SESSION_KEYS entry 1 is not random/,
    ],
    [
      'a key of words',
      { SESSION_KEYS: keyOf(Buffer.from('quick brown fox jumps over dogs!')) },
      /SESSION_KEYS entry 1 is not random/,
    ],
    ['a deployment with blanks', { DEPLOYMENT: 'two words' }, /DEPLOYMENT: may hold/],
    ['an origin with a path', { APP_ORIGIN: 'https://app.example.com/app' }, /APP_ORIGIN must be an origin/],
    ['a plain-http origin', { APP_ORIGIN: 'http://app.example.com' }, /APP_ORIGIN must be an origin/],
    ['no origin at all', { APP_ORIGIN: 'app' }, /APP_ORIGIN must be an origin/],
    ['no Redis', { REDIS_URL: '' }, /No Redis is configured. Set REDIS_URL/],
    ['an unknown kind of Redis', { REDIS_URL: 'mysql://x' }, /REDIS_URL/],
    ['a port that is no port', { PORT: 'http' }, /PORT/],
    ['a log level that does not exist', { LOG_LEVEL: 'loud' }, /LOG_LEVEL/],
    ['limits that are neither on nor off', { RATE_LIMITS: 'some' }, /RATE_LIMITS/],
    ['a life in words', { SESSION_IDLE_TIMEOUT: '7 days' }, /SESSION_IDLE_TIMEOUT must be .* such as 7d/],
    [
      'a life longer than itself',
      { SESSION_IDLE_TIMEOUT: '2d', SESSION_ABSOLUTE_TIMEOUT: '1d' },
      /SESSION_IDLE_TIMEOUT must not be longer than SESSION_ABSOLUTE_TIMEOUT/,
    ],
    ['an unknown action', { SESSION_BINDING_ADDRESS: 'ban' }, /SESSION_BINDING_ADDRESS must be one of off, /],
    [
      'an unknown library to migrate from',
      { MIGRATE_FROM: 'lucia' },
      /MIGRATE_FROM must be amplify or next-auth/,
    ],
    ['a migration without an end', { MIGRATE_FROM: 'amplify' }, /MIGRATE_UNTIL is missing/],
    [
      'a migration until a day that does not exist',
      { MIGRATE_FROM: 'amplify', MIGRATE_UNTIL: '2027-02-30' },
      /MIGRATE_UNTIL must be the last day/,
    ],
    [
      'a migration from next-auth without its secret',
      { MIGRATE_FROM: 'next-auth', MIGRATE_UNTIL: '2027-03-31' },
      /AUTH_SECRET is missing/,
    ],
    ['a number of proxies below zero', { TRUSTED_PROXIES: '-1' }, /TRUSTED_PROXIES/],
  ])('of production with %s stops with one line that names it', (_case, change, message) => {
    expect(() => parse({ ...PRODUCTION, ...change })).toThrow(message);
    try {
      parse({ ...PRODUCTION, ...change });
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigurationError);
      expect(String(error)).not.toContain('\n');
      expect(String(error)).not.toContain(KEY.slice(3));
    }
  });

  it.each<[string, string | null, RegExp]>([
    ['missing', null, /amplify_outputs.json is missing.*npm run ampx -- sandbox/],
    ['no JSON', '{', /not valid JSON/],
    ['without auth', '{}', /lacks or misstates: auth/],
    ['with a malformed pool id', EXAMPLE.replace('us-east-1_Latchkey0', 'pool'), /auth\.user_pool_id/],
  ])('stops when amplify_outputs.json is %s', (_case, content, message) => {
    rmSync(join(directory, 'amplify_outputs.json'));
    if (content !== null) writeFileSync(join(directory, 'amplify_outputs.json'), content);
    expect(() => parse(PRODUCTION)).toThrow(message);
  });
});

describe('MAINTENANCE_KEY', () => {
  const random = KEY.slice('k1:'.length);

  it('lets nobody in unless it is set, and then whoever has it', () => {
    expect(parse(PRODUCTION).maintenanceKey).toBeNull();
    expect(parse({ ...PRODUCTION, MAINTENANCE_KEY: '' }).maintenanceKey).toBeNull();
    const { maintenanceKey } = parse({ ...PRODUCTION, MAINTENANCE_KEY: random });
    expect(maintenanceKey?.toString('base64url')).toBe(random);
  });

  it.each(['short', KEY, `${random}A`, 'A'.repeat(43)])('is refused by its name: %s', (value) => {
    const read = () => parse({ ...PRODUCTION, MAINTENANCE_KEY: value });
    expect(read).toThrow(/^MAINTENANCE_KEY: (must be 32 bytes, base64url|is not random)/);
    expect(read).not.toThrow(value);
  });
});
