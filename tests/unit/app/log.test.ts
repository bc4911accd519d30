import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { projectRoot } from '@/scripts/project-root';
import { temporaryDirectory } from '@/tests/support/temporary-directory';
import { prove } from '../../../lib/proof';

let log: typeof import('@/lib/log').log;
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let written: string[];

beforeAll(async () => {
  directory = await temporaryDirectory('log');
  copyFileSync(
    join(projectRoot, 'amplify_outputs.json.example'),
    join(directory.path, 'amplify_outputs.json'),
  );
  vi.stubEnv('SESSION_KEYS', 'example:bStNlpoTFLOwGx0eAGo1V0Rw98Yr3X8UczbEqVeaRfM');
  vi.stubEnv('LOG_LEVEL', 'warn');
  vi.spyOn(process, 'cwd').mockReturnValue(directory.path);
  const { readConfig } = await import('@/lib/config/load');
  readConfig();
  ({ log } = await import('@/lib/log'));
  log('debug', 'reads_the_configuration');
}, 60_000);

afterAll(async () => {
  vi.unstubAllEnvs();
  await directory.remove();
});

beforeEach(() => {
  written = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    written.push(chunk.toString());
    return true;
  });
});

test('a line is JSON: level, time, event and the fields that are known', () => {
  log('warn', 'refresh_failed', { code: 'timeout', duration: 12, session: prove('abc') });
  expect(written).toHaveLength(1);
  expect(written[0]).toMatch(/^[^\n]*\n$/);
  expect(JSON.parse(written[0] ?? '')).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    event: 'refresh_failed',
    code: 'timeout',
    duration: 12,
    session: 'abc',
  });
});

test('LOG_LEVEL says from which severity on', () => {
  for (const each of ['debug', 'info', 'warn', 'error'] as const) log(each, 'something');
  expect(written.map((line) => JSON.parse(line).level)).toEqual(['warn', 'error']);
});

test('nothing leaves that is not on the list: no further field, no message of an error or its causes', () => {
  const fields = { reason: 'no_answer', email: 'ada@example.com' };
  const cause = Object.assign(new Error('token eyJhbGciOi'), { code: 'ECONNRESET' });
  log('error', 'cognito_failed', { ...fields, error: new TypeError('password hunter2', { cause }) });
  expect(written.join('')).not.toMatch(/ada@example|eyJhbGciOi|hunter2/);
  expect(JSON.parse(written.join(''))).toMatchObject({
    reason: 'no_answer',
    error: {
      name: 'TypeError',
      at: expect.arrayContaining([expect.any(String)]),
      cause: { name: 'Error', code: 'ECONNRESET' },
    },
  });
});
