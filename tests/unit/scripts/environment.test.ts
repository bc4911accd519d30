import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseConfig } from '@/lib/config/load';
import { namesRedis, readSettings } from '@/scripts/environment';
import { projectRoot } from '@/scripts/project-root';
import { temporaryDirectory } from '@/tests/support/temporary-directory';

let directory: { path: string; remove: () => Promise<void> };

beforeEach(async () => {
  directory = await temporaryDirectory('settings');
  copyFileSync(join(projectRoot, '.env.example'), join(directory.path, '.env.example'));
});

afterEach(() => directory.remove());

test('.env.example works as it stands', () => {
  const { variables, port, localAwsPort } = readSettings(directory.path, {});
  copyFileSync(
    join(projectRoot, 'amplify_outputs.json.example'),
    join(directory.path, 'amplify_outputs.json'),
  );
  expect([port, localAwsPort]).toEqual([3000, 9229]);
  expect(parseConfig(variables, directory.path)).toMatchObject({
    origin: 'http://localhost:3000',
    cognito: { userPoolId: 'us-east-1_Latchkey0' },
  });
});

test('the environment wins over .env.local, and that over .env.example', () => {
  writeFileSync(join(directory.path, '.env.local'), 'PORT=3100\nLOG_LEVEL=debug\n');
  const { variables } = readSettings(directory.path, { PORT: '3200' });
  expect(variables).toMatchObject({ PORT: '3200', LOG_LEVEL: 'debug', TRUSTED_PROXIES: '0' });
});

test('an empty variable counts as not set', () => {
  expect(readSettings(directory.path, { PORT: '' }).port).toBe(3000);
  expect(namesRedis(readSettings(directory.path, { REDIS_URL: '' }).variables)).toBe(false);
});

test.each(['abc', '0', '65536', '30.5'])('a port of %j is refused by name', (PORT) => {
  expect(() => readSettings(directory.path, { PORT })).toThrow(/^PORT must be a port/);
});
