import { expect, test } from 'vitest';
import { parseStoreUrl } from '../../lib/config/redis-url';
import { openStore } from '../../lib/store/open';
import { findFreePorts } from '../support/ports';
import { startRedis } from '../support/redis';
import { makeCertificates } from '../support/redis-tls';
import { describeStore, newRef, newSession, twoClients, untilUp } from './store-contract';

describeStore('Redis over TCP', async () => {
  const redis = await startRedis();
  return twoClients(parseStoreUrl(redis.url), () => redis.stop());
});

describeStore('Redis over TLS with a private authority, as an ACL user', async () => {
  const tls = await startTlsRedis();
  return twoClients(parseStoreUrl(tls.url('app', 'p%40ss')), tls.stop);
});

test('two deployments in one Redis see nothing of each other', async () => {
  const redis = await startRedis();
  const [here, there] = ['here', 'there'].map((namespace) =>
    openStore(parseStoreUrl(redis.url), { namespace }),
  );
  if (!here || !there) throw new Error('no stores');
  await Promise.all([untilUp(here), untilUp(there)]);
  const ref = newRef();
  await here.sessions.create(newSession(ref));
  await here.sessions.end(ref.tag, [ref.idHash], true);
  await here.revocations.schedule(ref.tag, 0);
  await here.names.note(['ada'], 'sub', 60_000);
  await here.sessions.create(newSession(ref));
  expect(await there.sessions.read(ref)).toBeNull();
  expect(await there.sessions.list(ref.tag)).toEqual([]);
  expect(await there.revocations.claim(10, 1000)).toEqual([]);
  expect(await there.revocations.pending(ref.tag)).toEqual([]);
  expect(await there.names.find('ada')).toEqual([]);
  expect(await here.sessions.read(ref)).not.toBeNull();
  await expect.poll(() => here.revocations.claim(10, 1000)).toMatchObject([{ tag: ref.tag }]);
  await Promise.all([here.close(), there.close()]);
  await redis.stop();
});

test('a wrong password, an unknown user and an untrusted certificate make the store unavailable, not open', async () => {
  const tls = await startTlsRedis();
  const urls = [
    tls.url('app', 'wrong'),
    tls.url('nobody', 'p%40ss'),
    `rediss://app:p%40ss@127.0.0.1:${tls.port}/0`,
    `redis://app:p%40ss@127.0.0.1:${tls.port}/0`,
  ];
  for (const url of urls) {
    const store = openStore(parseStoreUrl(url), { commandTimeoutMs: 400 });
    await expect(store.sessions.read(newRef())).rejects.toMatchObject({
      code: 'store_unavailable',
      status: 503,
    });
    await store.close();
  }
  const store = openStore(parseStoreUrl(tls.url('app', 'p%40ss')));
  await untilUp(store);
  await store.close();
  await tls.stop();
});

async function startTlsRedis() {
  const certificates = await makeCertificates();
  const port = await findFreePorts();
  const redis = await startRedis({
    args: [
      ...['--tls-port', `${port}`, '--tls-auth-clients', 'no', '--tls-ca-cert-file', certificates.caFile],
      ...['--tls-cert-file', certificates.certFile, '--tls-key-file', certificates.keyFile],
      ...[
        '--user',
        'default',
        'off',
        '--user',
        'app',
        'on',
        '>p@ss',
        '~latchkey:*',
        '&*',
        '+@all',
        '-@admin',
        '-@dangerous',
        '+client|tracking',
      ],
    ],
  });
  return {
    port,
    url: (user: string, password: string) =>
      `rediss://${user}:${password}@127.0.0.1:${port}/0?ca=${certificates.caFile}`,
    async stop() {
      await redis.stop();
      await certificates.remove();
    },
  };
}
