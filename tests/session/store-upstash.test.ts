import { expect, test } from 'vitest';
import { openStore } from '../../lib/store/open';
import { startRedis } from '../support/redis';
import { startUpstashBridge } from '../support/upstash-bridge';
import { describeStore, newRef, twoClients } from './store-contract';

describeStore('Upstash by REST', async () => {
  const redis = await startRedis();
  const bridge = await startUpstashBridge(redis.url);
  return twoClients({ kind: 'upstash', url: bridge.url, token: bridge.token }, async () => {
    await bridge.close();
    await redis.stop();
  });
});

test('a wrong token and an unreachable address make the store unavailable', async () => {
  const redis = await startRedis();
  const bridge = await startUpstashBridge(redis.url);
  const unavailable = { code: 'store_unavailable', status: 503 };
  const wrong = openStore({ kind: 'upstash', url: bridge.url, token: 'other' });
  await expect(wrong.sessions.read(newRef())).rejects.toMatchObject(unavailable);
  await bridge.close();
  const right = openStore({ kind: 'upstash', url: bridge.url, token: bridge.token });
  const refused = await right.oneTimeValues.use('hidden-key', 1000).catch((error: unknown) => error);
  expect(refused).toMatchObject(unavailable);
  expect(JSON.stringify(refused, Object.getOwnPropertyNames(refused))).not.toContain('hidden-key');
  await redis.stop();
});
