import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processEnv, resetEnv } from '@next/env';
import { afterEach, describe, expect, test } from 'vitest';
import { envLine, serverEnvironment } from '../../scripts/production-env';
import { SERVER_VARIABLES } from '../../scripts/server-variables';

/** The value as Next has it at run time, from a file of exactly these contents. */
function asNextReadsIt(contents: string, name: string): string | undefined {
  const file = { path: '.env.production', contents, env: {} };
  const [environment] = processEnv([file], import.meta.dirname, console, true);
  return environment?.[name];
}

afterEach(() => resetEnv());

describe('a line of .env.production', () => {
  test.each([
    'plain',
    ' spaces at both ends ',
    'rediss://default:p#ss w=rd@redis.example.com:6379/0',
    'a#b',
    "it's",
    'say "hello"',
    '`whoami`',
    "it's `both`",
    `it's "both"`,
    '$HOME',
    `$${'{HOME}'}`,
    '$(whoami)',
    'a$b$$c\\$d',
    'back\\slash and \\n, \\t',
    'a,b=c;d&e|f>g<h!i*j?k~l%m',
    'ünïcödé 漢字',
    'export X=1',
  ])('gives Next %j back', (value) => {
    expect(asNextReadsIt(`BEFORE='x'\n${envLine('CHECKED_VALUE', value)}AFTER="y"\n`, 'CHECKED_VALUE')).toBe(
      value,
    );
  });

  test.each(['two\nlines', 'carriage\rreturn', 'ends in \\', `'"\``, "' ` \\n"])(
    'is refused for %j, without quoting it',
    (value) => {
      expect(() => envLine('REDIS_PASSWORD', value)).toThrow(
        /^REDIS_PASSWORD: a \.env file cannot hold this value\.[^\n]*$/,
      );
      expect(() => envLine('REDIS_PASSWORD', value)).not.toThrow(value);
    },
  );
});

describe('what the server runs with', () => {
  const build = { AWS_APP_ID: 'd1', AWS_BRANCH: 'main', SESSION_KEYS: 'k1:x', REDIS_URL: '' };

  test('is only what the list names and the build has', () => {
    const credentials = {
      AWS_SECRET_ACCESS_KEY: 'no',
      AWS_SESSION_TOKEN: 'no',
      secrets: '{}',
      GOOGLE_CLIENT_SECRET: 'no',
    };
    expect(serverEnvironment({ ...build, ...credentials })).toEqual({
      APP_ORIGIN: 'https://main.d1.amplifyapp.com',
      DEPLOYMENT: 'd1/main',
      TRUSTED_PROXIES: '2',
      OPEN_TABS: 'ask',
      SESSION_KEYS: 'k1:x',
    });
  });

  test('takes along how long sessions live and what they are bound to', () => {
    const rules = {
      SESSION_IDLE_TIMEOUT: '15m',
      SESSION_ABSOLUTE_TIMEOUT: '12h',
      SESSION_BROWSER_TIMEOUT: '8h',
      SESSION_OUTAGE_LIMIT: '0s',
      SESSION_MAX_PER_USER: '3',
      SESSION_ON_CREDENTIAL_CHANGE: 'keep',
      SESSION_BINDING_USER_AGENT: 'reauthenticate',
      SESSION_BINDING_ADDRESS: 'off',
    };
    const server = serverEnvironment({ ...build, ...rules });
    expect(server).toMatchObject(rules);
    const contents = Object.entries(server).map(([name, value]) => envLine(name, value));
    for (const [name, value] of Object.entries(rules)) {
      expect(asNextReadsIt(contents.join(''), name)).toBe(value);
    }
  });

  test('lets the build override the defaults', () => {
    const chosen = { TRUSTED_PROXIES: '3', OPEN_TABS: 'hold' };
    const env = { APP_ORIGINS: 'https://a.example.com,https://b.example.com', ...chosen };
    expect(serverEnvironment(env)).toEqual({ APP_ORIGIN: 'https://a.example.com', ...chosen });
    expect(serverEnvironment({ ...env, APP_ORIGIN: 'https://b.example.com' }).APP_ORIGIN).toBe(
      'https://b.example.com',
    );
  });

  test('keeps a branch apart from every other with the same variables', () => {
    const names = ['main', 'feature/x', 'feature-x', 'feature_x', 'feature_2f_x', 'é!'].map(
      (AWS_BRANCH) =>
        serverEnvironment({ ...build, AWS_BRANCH, APP_ORIGINS: `${AWS_BRANCH}=https://x.example.com` })
          .DEPLOYMENT,
    );
    expect(new Set(names).size).toBe(6);
    for (const name of names) expect(name).toMatch(/^[\w./-]+$/);
  });

  test('never has an origin that Cognito would refuse', () => {
    expect(() => serverEnvironment({ ...build, APP_ORIGIN: 'https://app.example.com' })).toThrow(
      /^APP_ORIGIN: "https:\/\/app\.example\.com" is not in APP_ORIGINS \(https:\/\/main\.d1\.amplifyapp\.com\)[^\n]*$/,
    );
  });

  test.each(['/opt/places/city.mmdb', '../city.mmdb', './data/../../city.mmdb'])(
    'never names a database of places that stays on the machine that builds: %s',
    (PLACES_DATABASE) => {
      expect(() => serverEnvironment({ ...build, PLACES_DATABASE })).toThrow(/^PLACES_DATABASE: [^\n]*$/);
      const own = 'data/city.mmdb';
      expect(serverEnvironment({ ...build, PLACES_DATABASE: own }).PLACES_DATABASE).toBe(own);
    },
  );

  test('covers every variable of .env.example that a deployment reads', async () => {
    const example = await readFile(join(import.meta.dirname, '../../.env.example'), 'utf8');
    const documented = [...example.matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name);
    const onOneMachine = ['PORT', 'LOCAL_AWS_PORT'];
    expect(documented.filter((name) => name !== undefined && !onOneMachine.includes(name)).sort()).toEqual(
      [...SERVER_VARIABLES].sort(),
    );
  });
});
