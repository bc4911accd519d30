import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prove } from '../../lib/proof';
import type { Identity } from '../../lib/session/session';
import { storeKeysOf } from '../../lib/store/schema';
import { startRedis, type TestRedis } from '../support/redis';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';
import { TestCognito } from './support/cognito';
import { BROWSER, type SignedIn, TestEngine } from './support/engine';
import type { Worker } from './support/workers';

const storeKeys = storeKeysOf('');

const ROUNDS = 500;
/** Rounds under way at the same moment. */
const ABREAST = 25;

let redis: TestRedis;
let cognito: TestCognito;
/** Somebody for each round: what is left to revoke of a session must not be done by the next end of the same user's. */
let people: readonly Identity[];
const admin = () => createClient({ url: redis.url, RESP: 2 });
let direct: ReturnType<typeof admin>;

beforeAll(async () => {
  [redis, cognito] = await Promise.all([startRedis({ args: ['--appendfsync', 'no'] }), TestCognito.start()]);
  people = await Promise.all(Array.from({ length: ROUNDS }, () => cognito.person()));
  direct = await admin().connect();
});
afterAll(async () => {
  direct.destroy();
  await Promise.all([redis.stop(), cognito.stop()]);
});

describe.each([0, 3, 10])('with Redis %i ms further away, in each direction', (delayMs) => {
  let proxy: TcpProxy;
  let engine: TestEngine;
  let user: Worker;
  let owner: Worker;

  beforeAll(async () => {
    proxy = await startTcpProxy(redis.port, delayMs);
    // Every read is due for a touch, so that touches race as well.
    const policy = { touchEveryMs: 0, maxSessionsPerUser: 100 };
    engine = await TestEngine.open({ store: redis.url, cognito, policy });
    const redisUrl = `redis://127.0.0.1:${proxy.port}`;
    [user, owner] = await Promise.all([engine.worker({ redisUrl }), engine.worker({ redisUrl })]);
  });
  afterAll(async () => {
    await engine.close();
    await proxy.stop();
  });

  test(`a session ended during a refresh, a touch and a data write stays ended, ${ROUNDS} times`, async () => {
    const ended: SignedIn[] = [];
    for (let round = 0; round < ROUNDS; round += ABREAST) {
      ended.push(...(await Promise.all(people.slice(round, round + ABREAST).map(endInTheMiddle))));
    }
    await pause(delayMs * 4 + 200);
    const keys = ended.map((who) => storeKeys.session(who.session.ref));
    expect(await direct.exists(keys)).toBe(0);
    expect(await direct.exists(ended.map((who) => storeKeys.index(who.session.ref.tag)))).toBe(0);
    for (const worker of [user, owner]) {
      const seen = await Promise.all(ended.map((who) => worker.call('read', who.ticket, BROWSER)));
      expect(seen.filter((session) => session !== null)).toEqual([]);
    }
    expect(ended).toHaveLength(ROUNDS);
    // Also a refresh token that Cognito issued while the session was being ended is of no use to anyone.
    let useful = ended.map((who) => who.tokens);
    const stillUseful = async () => {
      const revoked = await Promise.all(useful.map((tokens) => cognito.isRevoked(tokens)));
      useful = useful.filter((_, i) => !revoked[i]);
      return useful.length;
    };
    await expect.poll(stillUseful, { timeout: 20_000 }).toBe(0);
  });

  async function endInTheMiddle(identity: Identity): Promise<SignedIn> {
    const who = await engine.signIn({ identity });
    await user.call('read', who.ticket, BROWSER);
    const using = Promise.all([
      user.many(1, 'tokens', who.session, { force: true }),
      user.many(2, 'read', who.ticket, BROWSER),
      user.many(1, 'setAppData', who.ticket, 'theme', 'dark'),
    ]);
    await pause(Math.random() * (delayMs * 6 + 6));
    const [outcome] = await owner.many(
      1,
      'endByPublicId',
      who.identity.sub,
      who.session.publicId,
      'ended_by_owner',
    );
    expect(outcome).toEqual({ value: true });
    expect(await direct.exists(storeKeys.session(who.session.ref))).toBe(0);
    await using;
    return who;
  }

  test('fifty sign-ins of one user at once are all listed, and ending the others leaves exactly one', async () => {
    const identity = await cognito.person();
    const tokens = await Promise.all(Array.from({ length: 50 }, () => cognito.signIn(identity)));
    const started = await Promise.all(
      tokens.map((own, i) =>
        (i % 2 ? user : owner).call('start', {
          idToken: prove({ identity, authenticatedAt: Date.now(), provider: null }),
          tokens: own,
          method: 'hosted',
          client: BROWSER,
          remember: true,
          previous: null,
        }),
      ),
    );
    const listed = await user.call('list', identity.sub);
    expect(listed.map((session) => session.publicId).sort()).toEqual(
      started.map(({ session }) => session.publicId).sort(),
    );
    const mine = started[17]?.session;
    if (!mine) throw new Error('the eighteenth sign-in is missing');
    expect(await owner.call('endOthers', mine)).toBe(49);
    await expect
      .poll(async () => (await user.call('list', identity.sub)).map((session) => session.publicId))
      .toEqual([mine.publicId]);
    expect(await direct.zCard(storeKeys.index(mine.ref.tag))).toBe(1);
  });

  test('ending all while someone signs in leaves what was signed in afterwards, and nothing from before', async () => {
    const identity = await cognito.person();
    const before = await Promise.all(Array.from({ length: 10 }, () => engine.signIn({ identity })));
    const [, during] = await Promise.all([
      owner.call('endAll', identity.sub, 'ended_by_administrator'),
      engine.signIn({ identity }),
    ]);
    const after = await engine.signIn({ identity });
    const left = (await engine.service.list(identity.sub)).map((session) => session.publicId);
    expect(left).toContain(after.session.publicId);
    for (const who of before) expect(left).not.toContain(who.session.publicId);
    expect(left.filter((id) => id !== during.session.publicId)).toEqual([after.session.publicId]);
  });
});
