import { expect, test } from 'vitest';
import { consoleVariables } from '@/scripts/hosting';

const ORIGIN = 'http://localhost:3000';

test('a build on the local Hosting has the settings of the app that are set', () => {
  const settings = {
    PLACES_DATABASE: 'data/city.mmdb',
    PICTURE_ORIGINS: 'https://pictures.example',
    RATE_LIMITS: 'off',
    MIGRATE_FROM: 'amplify',
    SESSION_IDLE_TIMEOUT: '1d',
    SOCIAL_PROVIDERS: 'Google',
    REDIS_URL: 'redis://127.0.0.1:7000',
  };
  expect(consoleVariables(settings, ORIGIN)).toMatchObject(settings);
});

test('it has neither what it sets itself, nor what is for a machine without proxies, nor anything else', () => {
  const none = {
    TRUSTED_PROXIES: '0',
    OPEN_TABS: 'hold',
    APP_ORIGIN: ORIGIN,
    PATH: '/bin',
    LOCAL_AWS_PORT: '1',
  };
  const built = consoleVariables(none, ORIGIN);
  expect(Object.keys(built).filter((name) => name in none)).toEqual([]);
  expect(built.APP_ORIGINS).toBe(`main=${ORIGIN}`);
});
