import { describe, expect, test } from 'vitest';
import { serverEnvironment, withStandIns } from '../../scripts/production-env';

const build = { AWS_APP_ID: 'd1', SESSION_KEYS: 'k1:x', REDIS_URL: 'rediss://redis.example.com' };
const origins = { APP_ORIGINS: 'main=https://app.example.com,staging=https://staging.example.com' };

describe('a reference to Parameter Store', () => {
  test.each([
    ['main', '/latchkey/main/SESSION_KEYS'],
    ['feature/X', '/latchkey/feature-x/SESSION_KEYS'],
    ['feature/X', '/latchkey/feature/X/SESSION_KEYS'],
    ['main', '/latchkey/main/eu/SESSION_KEYS'],
    ['dev', '/latchkey/shared/SESSION_KEYS'],
    ['dev', '/latchkey/SESSION_KEYS'],
    ['dev', '/ours/production-like/SESSION_KEYS'],
    ['dev', '/ours/main-street/SESSION_KEYS'],
    ['dev', '/main/dev/SESSION_KEYS'],
    ['feature/x', '/amplify/d1/featurex-branch-0123456789/SESSION_KEYS'],
    ['dev', '/amplify/shared/d1/SESSION_KEYS'],
  ])('of branch %s may be %s, and reaches the server as it stands', (AWS_BRANCH, path) => {
    const server = serverEnvironment({ ...build, ...origins, AWS_BRANCH, SESSION_KEYS: `ssm:${path}` });
    expect(server.SESSION_KEYS).toBe(`ssm:${path}`);
  });

  test.each([
    ['dev', '/latchkey/main/SESSION_KEYS', 'main'],
    ['main', '/latchkey/dev/SESSION_KEYS', 'dev'],
    ['feature/x', '/latchkey/feature/SESSION_KEYS', 'feature'],
    ['dev', '/ours/main/SESSION_KEYS', 'main'],
    ['dev', '/ours/staging/SESSION_KEYS', 'staging'],
    ['dev', '/main/SESSION_KEYS', 'main'],
    ['dev', '/amplify/d1/main-branch-0123456789/SESSION_KEYS', 'main'],
  ])('on branch %s stops the build when it is %s, saying where to set it', (AWS_BRANCH, path, owner) => {
    const read = () => serverEnvironment({ ...build, ...origins, AWS_BRANCH, SESSION_KEYS: `ssm:${path}` });
    const line = `SESSION_KEYS: ssm:${path} is for branch "${owner}", and this is "${AWS_BRANCH}". In the Amplify console, Hosting, Environment variables, `;
    expect(read).toThrow(line);
    expect(read).toThrow(/^[^\n]*such as ssm:\/latchkey\/[a-z-]+\/SESSION_KEYS\.$/);
  });

  test('that is none stops the build without quoting it: it may be a secret', () => {
    const read = () =>
      withStandIns(serverEnvironment({ ...build, AWS_BRANCH: 'main', REDIS_PASSWORD: 'ssm:hunter2' }));
    expect(read).toThrow(/^REDIS_PASSWORD begins with ssm: but is no reference\.[^\n]*$/);
    expect(read).not.toThrow('hunter2');
  });

  test('is checked at build time as if it held something well-formed, everything else as it is', () => {
    const checked = withStandIns({ SESSION_KEYS: 'ssm:/a/b', REDIS_URL: 'redis://x', LOG_LEVEL: 'info' });
    expect(checked).toEqual({
      SESSION_KEYS: expect.stringMatching(/^k1:[\w-]{43}$/),
      REDIS_URL: 'redis://x',
      LOG_LEVEL: 'info',
    });
  });
});

describe('DEPLOYMENT', () => {
  test.each([
    ['main', 'd1/main'],
    ['feature/x', 'd1/feature-x'],
    ['dev', 'something-of-ours'],
  ])('on branch %s may be %s', (AWS_BRANCH, DEPLOYMENT) => {
    expect(serverEnvironment({ ...build, ...origins, AWS_BRANCH, DEPLOYMENT }).DEPLOYMENT).toBe(DEPLOYMENT);
  });

  test('of another branch stops the build with one line that says where to set it', () => {
    const read = () => serverEnvironment({ ...build, ...origins, AWS_BRANCH: 'dev', DEPLOYMENT: 'd1/main' });
    expect(read).toThrow(
      /^DEPLOYMENT: "d1\/main" names another branch than this, "dev"\. In the Amplify console[^\n]*$/,
    );
  });
});
