import { createHash } from 'node:crypto';
import { createClient } from 'redis';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { storeKeysOf } from '../../lib/store/schema';
import { startRedis, type TestRedis } from '../support/redis';
import { TestCognito } from './support/cognito';
import { BROWSER, sessionKey, TestEngine } from './support/engine';

const storeKeys = storeKeysOf('');

let redis: TestRedis;
let cognito: TestCognito;
let client: ReturnType<typeof connect>;
const connect = () => createClient({ url: redis.url, RESP: 2 });

beforeAll(async () => {
  [redis, cognito] = await Promise.all([startRedis(), TestCognito.start()]);
  client = connect();
  await client.connect();
});
afterAll(async () => {
  client.destroy();
  await Promise.all([redis.stop(), cognito.stop()]);
});

afterEach(() => cognito.recover());

/** Everything that Redis holds, as text. */
async function dump(): Promise<Map<string, string>> {
  const contents = new Map<string, string>();
  for await (const keys of client.scanIterator()) {
    for (const key of keys) {
      const type = await client.type(key);
      const read = { hash: () => client.hGetAll(key), zset: () => client.zRangeWithScores(key, 0, -1) };
      const other = {
        stream: () => client.xRange(key, '-', '+'),
        string: () => client.get(key),
        set: () => client.sMembers(key),
      };
      const readers: Record<string, () => Promise<unknown>> = { ...read, ...other };
      contents.set(key, JSON.stringify(await readers[type]?.()));
    }
  }
  return contents;
}

test('a dump of Redis holds no token, session id, browser mark, name or address, and every key has a lifetime', async () => {
  const engine = await TestEngine.open({ store: redis.url, cognito });
  const identity = { ...(await cognito.person()), name: 'Ada Lovelace', groups: ['admins'] };
  const who = await engine.signIn({ identity });
  const former = await engine.signIn({ identity: who.identity });
  await engine.service.appData.set(who.ticket, 'theme', 'dark');
  await engine.service.openOnce(await engine.service.sealOnce('verifier', 60));
  const refreshed = await engine.service.tokens(who.session, { force: true });
  await cognito.misbehave({ mode: 'error' });
  await engine.service.end(former.session.ref, 'signed_out');
  const contents = await dump();
  expect(
    [...contents.keys()].map((key) => key.replace(/\{.*?\}|(?<=:(?:[sx]|once):).*|[\w-]{40,}/g, '')).sort(),
  ).toMatchInlineSnapshot(`
    [
      "latchkey:3::browsers",
      "latchkey:3::events:ended",
      "latchkey:3::events:new_device",
      "latchkey:3::events:signed_in",
      "latchkey:3::index",
      "latchkey:3::revoke",
      "latchkey:3::s:",
      "latchkey:3::x:",
      "latchkey:3:once:",
      "latchkey:3:person:",
      "latchkey:3:person:",
      "latchkey:3:revocations-due",
    ]
  `);
  const text = JSON.stringify([...contents]);
  const secrets = [who.tokens, former.tokens, refreshed].flatMap((tokens) =>
    Object.values(tokens).filter((value) => typeof value === 'string'),
  );
  const guessed = createHash('sha256').update(`person ${identity.email}`).digest('base64url');
  const personal = [identity.email, identity.name, guessed, 'admins', BROWSER.address].map(String);
  const { id, browserId } = who.ticket;
  for (const secret of [...secrets, ...personal, id, former.ticket.id, browserId, who.value]) {
    expect(text).not.toContain(secret);
  }
  for (const key of contents.keys()) expect([key, await client.pTTL(key)]).toEqual([key, expect.any(Number)]);
  for (const key of contents.keys()) expect(await client.pTTL(key), key).toBeGreaterThan(0);
  await engine.close();
});

test("sealed tokens do not open in another session or at another person's", async () => {
  const engine = await TestEngine.open({ store: redis.url, cognito });
  const identity = await cognito.person();
  const [mine, alsoMine, theirs] = [
    await engine.signIn({ identity }),
    await engine.signIn({ identity }),
    await engine.signIn(),
  ];
  const sealed = await client.hGet(storeKeys.details(theirs.session.ref), 't');
  const own = await client.hGet(storeKeys.details(alsoMine.session.ref), 't');
  await client.hSet(storeKeys.details(mine.session.ref), 't', sealed ?? '');
  await expect(engine.service.tokens(mine.session)).rejects.toMatchObject({ code: 'session_ended' });
  const again = await engine.signIn({ identity });
  await client.hSet(storeKeys.details(again.session.ref), 't', own ?? '');
  await expect(engine.service.tokens(again.session)).rejects.toMatchObject({ code: 'session_ended' });
  expect(await engine.service.tokens(theirs.session)).toEqual(theirs.tokens);
  await engine.close();
});

const ADMINISTRATOR = { groups: ['admins'] };

test.each<[string, (mine: string, theirs: string) => string]>([
  ['an administrator’s, copied over one’s own', (_mine, theirs) => theirs],
  [
    'one’s own with a letter changed',
    (mine) => mine.replace(/.(?=.{60}$)/, (was) => (was === 'A' ? 'B' : 'A')),
  ],
  ['one’s own under a key that is not listed', (mine) => mine.replace(/ k1\./, ' k2.')],
  [
    'one from before records were sealed',
    (mine) => mine.replace(/ k1\..*/, ' k1.AAAAAAAAAAAAAAAAAAAAAA.{"s":"x"}'),
  ],
  ['one with its end cut off', (mine) => mine.slice(0, -1)],
  ['of no form at all', () => 'rubbish'],
])('a record in Redis, %s, signs nobody in', async (_what, forge) => {
  const engine = await TestEngine.open({ store: `${redis.url}?maxStalenessMs=0`, cognito });
  const admin = await engine.signIn({ identity: { ...(await cognito.person()), ...ADMINISTRATOR } });
  const who = await engine.signIn();
  const [mine, theirs] = [storeKeys.session(who.session.ref), storeKeys.session(admin.session.ref)];
  const before = (await client.get(mine)) ?? '';
  const forged = forge(before, (await client.get(theirs)) ?? '');
  expect(forged).not.toBe(before);
  await client.set(mine, forged, { KEEPTTL: true });

  expect(await engine.read(who)).toBeNull();
  expect(await engine.read(who)).toBeNull();
  await engine.service.untilEnded(who.ticket, AbortSignal.timeout(5_000));
  expect(await engine.service.list(who.identity.sub)).toEqual([]);
  await expect(engine.service.tokens(who.session, { force: true })).rejects.toMatchObject({
    code: 'session_ended',
  });
  expect(engine.logged.filter(({ event }) => event === 'record_not_genuine')).toHaveLength(1);

  await client.set(mine, before, { KEEPTTL: true });
  expect(await engine.read(who)).toMatchObject({ identity: who.identity });
  expect(await engine.read(admin)).toMatchObject({ identity: ADMINISTRATOR });
  await engine.close();
});

test('rotating the keys signs nobody out, reseals at the next write, and retiring one ends what it sealed', async () => {
  const [oldKey, newKey] = [sessionKey('old'), sessionKey('new')];
  const before = await TestEngine.open({ store: redis.url, sessionKeys: oldKey, cognito });
  const [who, idle] = [await before.signIn(), await before.signIn()];
  const kidOf = async (ref: typeof who.session.ref): Promise<unknown> => {
    const sealed = await client.hGet(storeKeys.details(ref), 't');
    return JSON.parse(Buffer.from(sealed?.split('.')[0] ?? '', 'base64url').toString()).kid;
  };
  expect(await kidOf(who.session.ref)).toBe('old');

  const both = await TestEngine.open({ store: redis.url, sessionKeys: `${newKey},${oldKey}`, cognito });
  expect(await both.service.read(both.ticket(who.value), BROWSER)).not.toBeNull();
  expect(await both.service.tokens(who.session)).toEqual(who.tokens);
  const refreshed = await both.service.tokens(who.session, { force: true });
  expect(await kidOf(who.session.ref)).toBe('new');
  expect(await client.get(storeKeys.session(who.session.ref))).toMatch(/ new\.[\w-]+$/);
  expect((await both.signIn()).value.split('.')[1]).toBe('new');

  const after = await TestEngine.open({ store: redis.url, sessionKeys: newKey, cognito });
  expect(() => after.ticket(who.value)).toThrow();
  expect(await after.service.tokens(who.session)).toEqual(refreshed);
  await expect(after.service.tokens(idle.session)).rejects.toMatchObject({ code: 'session_ended' });
  await Promise.all([before.close(), both.close(), after.close()]);
});

test('what Cognito could not be told is told later, by whichever process is left', async () => {
  const first = await TestEngine.open({ store: redis.url, cognito });
  const who = await first.signIn();
  await cognito.misbehave({ mode: 'error' });
  await first.service.end(who.session.ref, 'signed_out');
  expect(await first.read(who)).toBeNull();
  expect(await cognito.isRevoked(who.tokens)).toBe(false);
  expect(await client.hLen(storeKeys.revocations(who.session.ref.tag))).toBe(1);
  await first.close();

  await cognito.recover();
  await client.zAdd(storeKeys.revocationsDue, { score: 1, value: who.session.ref.tag });
  const second = await TestEngine.open({ store: redis.url, sessionKeys: first.sessionKeys, cognito });
  await expect.poll(() => cognito.isRevoked(who.tokens), { timeout: 20_000, interval: 200 }).toBe(true);
  await expect.poll(() => client.exists(storeKeys.revocations(who.session.ref.tag))).toBe(0);
  await expect.poll(() => client.zScore(storeKeys.revocationsDue, who.session.ref.tag)).toBeNull();
  await second.close();
});

test('a sign-in under way keeps nothing in Redis, and nobody can read or change it', async () => {
  const engine = await TestEngine.open({ store: redis.url, cognito });
  const before = await client.dbSize();
  const attempt = JSON.stringify({ verifier: 'pkce-verifier', nonce: 'the-nonce', returnTo: '/where-to' });
  const sealed = await engine.service.sealOnce(attempt, 60);
  expect(await client.dbSize()).toBe(before);
  const [header = '', ...parts] = sealed.split('.');
  for (const part of ['pkce-verifier', 'the-nonce', 'where-to']) {
    expect(Buffer.from(parts.join(''), 'base64url').includes(part)).toBe(false);
  }
  const other = (await engine.service.sealOnce('another', 60)).split('.');
  for (const forged of [sealed.slice(0, -3), [header, ...other.slice(1, 3), parts[2]].join('.'), '']) {
    expect(await engine.service.openOnce(forged)).toBeNull();
  }
  expect(await engine.service.openOnce(sealed)).toBe(attempt);
  await engine.close();
});

test('a sign-in is finished once, however its state is spelled, and not after its time', async () => {
  const engine = await TestEngine.open({ store: redis.url, cognito });
  const sealed = await engine.service.sealOnce('attempt', 60);
  // Of 16 bytes the last character of 22 carries 2 bits: 16 spellings of the same tag.
  const spellings = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].map(
    (last) => sealed.slice(0, -1) + last,
  );
  const opened = await Promise.all([sealed, ...spellings].map((text) => engine.service.openOnce(text)));
  expect(opened.filter((value) => value !== null)).toEqual(['attempt']);
  expect(await engine.service.openOnce(await engine.service.sealOnce('attempt', -1))).toBeNull();
  await engine.close();
});
