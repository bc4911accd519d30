import { createHmac, randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { signedInJar } from '@/tests/support/session-cookie';
import { startStack } from '@/tests/support/stack';
import { testOn } from './fixture';

const KEY = randomBytes(32);
const sessionKey = `k1:${randomBytes(32).toString('base64url')}`;
const env = {
  SESSION_KEYS: 'ssm:/latchkey/local/SESSION_KEYS',
  MAINTENANCE_KEY: 'ssm:/latchkey/local/MAINTENANCE_KEY',
};

const test = testOn({
  env,
  parameters: {
    '/latchkey/local/SESSION_KEYS': sessionKey,
    '/latchkey/local/MAINTENANCE_KEY': KEY.toString('base64url'),
  },
});

test('pages, handlers and the middleware work with keys that are kept in Parameter Store', async ({
  stack,
}) => {
  const jar = await signedInJar(stack.origin);
  // Prerendered: the middleware alone reads the session here.
  for (const path of ['/protected', '/handbook', '/api/auth/session']) {
    expect([path, (await jar.fetch(`${stack.origin}${path}`)).status]).toEqual([path, 200]);
  }
});

test('they are asked for once, however many bundles there are', async ({ stack }) => {
  const { GetParameters } = await stack.aws.control.requestCounts();
  expect(GetParameters).toBe(1);
});

test('a start is stopped by a parameter that is missing, in one line that names it', async () => {
  const wrong = { SESSION_KEYS: 'ssm:/latchkey/local/NOTHING' };
  await expect(startStack({ env: wrong })).rejects.toThrow(
    /^.+ cannot start: SESSION_KEYS: there is no parameter \/latchkey\/local\/NOTHING in [a-z0-9-]+\. [^\n]+$/m,
  );
});

function maintain(
  origin: string,
  timestamp: number,
  key: Buffer,
  headers: Record<string, string> = {},
): Promise<Response> {
  const mac = createHmac('sha256', key).update(String(timestamp)).digest('hex');
  const signature = { 'x-latchkey-signature': `t=${timestamp},v1=${mac}` };
  return fetch(`${origin}/api/maintenance`, { method: 'POST', headers: { ...signature, ...headers } });
}

test('the schedule is let in by its signature, and nobody else is', async ({ stack }) => {
  const now = Math.floor(Date.now() / 1000);
  const genuine = await maintain(stack.origin, now, KEY);
  expect([genuine.status, await genuine.json()]).toEqual([200, { revoked: 0, left: 0 }]);
  expect(genuine.headers.get('cache-control')).toBe('private, no-store');
  const refused = await maintain(stack.origin, now, randomBytes(32));
  expect([refused.status, (await refused.json()).error.code]).toEqual([401, 'signature_invalid']);
  expect((await maintain(stack.origin, now - 400, KEY)).status).toBe(401);
  expect((await maintain(stack.origin, now, KEY, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await fetch(`${stack.origin}/api/maintenance`)).status).toBe(405);
});
