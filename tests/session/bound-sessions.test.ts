import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DeviceChallenge, ProvedDevice } from '../../lib/session/bound-sessions';
import type { SessionPolicy } from '../../lib/session/policy';
import { DeviceKey } from '../support/device-key';
import { startRedis, type TestRedis } from '../support/redis';
import { TestCognito } from './support/cognito';
import { BROWSER, type SignedIn, TestEngine } from './support/engine';

const MINUTE = 60_000;
const REFUSED = { code: 'device_not_proved', status: 401 };

let cognito: TestCognito;
let redis: TestRedis;
let engine: TestEngine;
/** By how much the embedded store's clock has been moved on, in milliseconds. */
let passed = 0;

beforeAll(async () => {
  [cognito, redis] = await Promise.all([TestCognito.start(), startRedis()]);
});
afterAll(() => Promise.all([cognito.stop(), redis.stop()]));
beforeEach(() => {
  passed = 0;
});
afterEach(() => engine.close());

const open = async (policy: Partial<SessionPolicy> = {}, store: 'embedded' | 'redis' = 'embedded') => {
  engine = await TestEngine.open({
    store: store === 'redis' ? redis.url : { kind: 'embedded' },
    cognito,
    policy: { touchEveryMs: 60 * MINUTE, ...policy },
    ...(store === 'embedded' && { hooks: { now: () => Date.now() + passed } }),
  });
  return engine.signIn({ accessLifeMs: 60 * MINUTE });
};

const challengeOf = (who: SignedIn) => who.deviceChallenge ?? '';

const bind = async (who: SignedIn, key: DeviceKey): Promise<ProvedDevice> =>
  engine.service.boundSessions.register(await key.registration(challengeOf(who)));

const read = (who: SignedIn, deviceTicket?: string, client = BROWSER) =>
  engine.service.read(who.ticket, client, { deviceTicket });

/** What is answered to a proof over the challenge that is asked for. */
async function refresh({ identifier }: ProvedDevice, key: DeviceKey, who: SignedIn | null = null) {
  const { boundSessions } = engine.service;
  const asked = (await boundSessions.refresh(identifier, null, who?.ticket ?? null)) as DeviceChallenge;
  return boundSessions.refresh(identifier, await key.proof(asked.challenge), who?.ticket ?? null);
}

describe.each(['ES256', 'RS256'] as const)('a session that is bound to a key (%s)', (alg) => {
  test('is worth nothing without the cookie that the key renews', async () => {
    const who = await open();
    expect(await read(who)).toMatchObject({ browserKey: null });
    const key = await DeviceKey.make(alg);
    const bound = await bind(who, key);
    expect(bound.maxAgeSeconds).toBe(600);
    expect(await read(who, bound.ticket)).toMatchObject({ browserKey: { boundAt: expect.any(Number) } });
    // Requests that were under way while the browser registered.
    expect(await read(who)).not.toBeNull();

    passed = 2 * MINUTE;
    await expect(read(who)).rejects.toMatchObject(REFUSED);
    await expect(read(who, `${bound.ticket.slice(0, -1)}_`)).rejects.toMatchObject(REFUSED);
    expect(await read(who, bound.ticket)).not.toBeNull();

    passed = 12 * MINUTE;
    await expect(read(who, bound.ticket)).rejects.toMatchObject(REFUSED);
    const renewed = (await refresh(bound, key, who)) as ProvedDevice;
    expect(await read(who, renewed.ticket)).not.toBeNull();
    await expect(read(who, bound.ticket)).rejects.toMatchObject(REFUSED);
  });
});

test('its owner is told once for each browser that was refused, and the session stays', async () => {
  const who = await open();
  const bound = await bind(who, await DeviceKey.make());
  passed = 2 * MINUTE;
  const thief = { ...BROWSER, browser: 'Firefox', address: '198.51.100.9' };
  for (const client of [thief, thief, BROWSER])
    await expect(read(who, undefined, client)).rejects.toMatchObject(REFUSED);
  const entries = (await engine.service.activity(who.identity.sub)).filter(
    ({ type }) => type === 'device_not_proved',
  );
  expect(entries.map(({ browser }) => browser)).toEqual(['Chrome', 'Firefox']);
  expect(await read(who, bound.ticket)).not.toBeNull();
});

describe('a registration is refused', () => {
  test('a second time, by whichever key', async () => {
    const who = await open();
    const key = await DeviceKey.make();
    const bound = await bind(who, key);
    await expect(bind(who, key)).rejects.toMatchObject(REFUSED);
    await expect(bind(who, await DeviceKey.make())).rejects.toMatchObject(REFUSED);
    passed = 2 * MINUTE;
    expect(await read(who, bound.ticket)).not.toBeNull();
  });

  test('but for one of two that come at once', async () => {
    const who = await open();
    const keys = await Promise.all([DeviceKey.make(), DeviceKey.make()]);
    const outcomes = await Promise.allSettled(keys.map((key) => bind(who, key)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('with a challenge that is old, made up, of a refresh, or of a session that has ended', async () => {
    const who = await open();
    const [key, other] = [await DeviceKey.make(), await engine.signIn()];
    const { boundSessions } = engine.service;
    const asked = (await refreshChallenge(await bind(other, key))).challenge;
    for (const challenge of [asked, 'made-up', challengeOf(who).slice(0, -2)])
      await expect(boundSessions.register(await key.registration(challenge))).rejects.toMatchObject(REFUSED);
    await engine.service.end(other.session.ref, 'signed_out');
    passed = 3 * MINUTE;
    await expect(bind(who, key)).rejects.toMatchObject(REFUSED);
    const late = await engine.signIn();
    await engine.service.end(late.session.ref, 'signed_out');
    await expect(bind(late, key)).rejects.toMatchObject(REFUSED);
    expect(await read(who)).toMatchObject({ browserKey: null });
  });

  test('with a proof of another kind', async () => {
    const who = await open();
    const [key, other] = [await DeviceKey.make(), await DeviceKey.make()];
    const challenge = challengeOf(who);
    const [head, body, signature] = (await key.registration(challenge)).split('.');
    const unsigned = Buffer.from(
      JSON.stringify({ alg: 'none', typ: 'dbsc+jwt', jwk: key.publicJwk }),
    ).toString('base64url');
    const offCurve = { ...key.publicJwk, y: key.publicJwk.x };
    const proofs = [
      await key.proof(challenge),
      await key.registration(challenge, { header: { jwk: other.publicJwk } }),
      await key.registration(challenge, { header: { jwk: offCurve } as object }),
      await key.registration(challenge, { header: { typ: 'JWT' } }),
      await key.registration(challenge, { payload: { jti: undefined } }),
      await key.registration(challenge, { payload: { jti: 7 } }),
      await key.registration(challenge, { payload: { exp: 1 } }),
      `${unsigned}.${body}.`,
      `${head}.${body}.${signature?.slice(0, -4)}AAAA`,
      'no.proof.atall',
    ];
    for (const [index, proof] of proofs.entries())
      await expect(engine.service.boundSessions.register(proof), `proof ${index}`).rejects.toMatchObject(
        REFUSED,
      );
    // None of them has used the challenge up.
    expect(await bind(who, key)).toMatchObject({ maxAgeSeconds: 600 });
  });
});

async function refreshChallenge({ identifier }: ProvedDevice): Promise<DeviceChallenge> {
  const answer = await engine.service.boundSessions.refresh(identifier, null, null);
  if (!('challenge' in answer)) throw new Error('a cookie without a proof');
  return answer;
}

describe('a refresh', () => {
  test('by another key, or with the key in it, is refused', async () => {
    const who = await open();
    const [key, other] = [await DeviceKey.make(), await DeviceKey.make()];
    const bound = await bind(who, key);
    await expect(refresh(bound, other, who)).rejects.toMatchObject(REFUSED);
    const { challenge } = await refreshChallenge(bound);
    const { boundSessions } = engine.service;
    const withKey = await key.registration(challenge);
    await expect(boundSessions.refresh(bound.identifier, withKey, null)).rejects.toMatchObject(REFUSED);
  });

  test('with a challenge that was used, is old, or is another session’s only brings a new one', async () => {
    const who = await open();
    const key = await DeviceKey.make();
    const bound = await bind(who, key);
    const { boundSessions } = engine.service;
    const again = { challenge: expect.any(String), identifier: bound.identifier };

    const replayed = await key.proof((await refreshChallenge(bound)).challenge);
    expect(await boundSessions.refresh(bound.identifier, replayed, null)).toMatchObject({
      maxAgeSeconds: 600,
    });
    expect(await boundSessions.refresh(bound.identifier, replayed, null)).toEqual(again);

    const stocked = await key.proof((await refreshChallenge(bound)).challenge);
    passed = 2 * MINUTE;
    expect(await boundSessions.refresh(bound.identifier, stocked, null)).toEqual(again);

    const others = await bind(await engine.signIn(), await DeviceKey.make());
    const foreign = await key.proof((await refreshChallenge(others)).challenge);
    expect(await boundSessions.refresh(bound.identifier, foreign, null)).toEqual(again);
  });

  test('of a session that has ended, or under a name that nobody gave, ends it in the browser', async () => {
    const who = await open();
    const bound = await bind(who, await DeviceKey.make());
    const { boundSessions } = engine.service;
    const ended = { code: 'session_ended', status: 401 };
    const forged = bound.identifier.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    await expect(boundSessions.refresh(forged, null, who.ticket)).rejects.toMatchObject(ended);
    await expect(boundSessions.refresh('', null, who.ticket)).rejects.toMatchObject(ended);
    await engine.service.end(who.session.ref, 'signed_out');
    await expect(boundSessions.refresh(bound.identifier, null, who.ticket)).rejects.toMatchObject(ended);
  });

  test('one person’s cookie is nothing to another of their sessions', async () => {
    const who = await open();
    const second = await engine.signIn({ identity: who.identity });
    const bound = await bind(who, await DeviceKey.make());
    await bind(second, await DeviceKey.make());
    passed = 2 * MINUTE;
    await expect(read(second, bound.ticket)).rejects.toMatchObject(REFUSED);
  });
});

test('a session keeps its key when it moves to another id', async () => {
  const who = await open();
  const key = await DeviceKey.make();
  const bound = await bind(who, key);
  const session = (await read(who, bound.ticket)) ?? who.session;
  const { credentialChanges } = engine.service;
  const moved = await credentialChanges.follow({
    ...{ change: 'password_changed', session, ticket: who.ticket, client: BROWSER },
    language: 'en',
  });
  expect(moved).toMatchObject({ deviceChallenge: null });
  const now: SignedIn = { ...who, ticket: engine.ticket(moved?.ticket ?? '') };
  passed = 2 * MINUTE;
  await expect(read(now)).rejects.toMatchObject(REFUSED);
  expect(await read(now, bound.ticket)).not.toBeNull();
  expect(await refresh(bound, key, now)).toMatchObject({ maxAgeSeconds: 600 });
  // As on the way in from another site, without a cookie.
  expect(await refresh(bound, key)).toMatchObject({ maxAgeSeconds: 600 });
});

test('a refresh of tokens that is under way does not undo the binding', async () => {
  const who = await open({}, 'redis');
  const key = await DeviceKey.make();
  const other = await engine.worker();
  await other.call('read', who.ticket, BROWSER, {});
  const [bound] = await Promise.all([
    bind(who, key),
    ...[1, 2, 3].map(() => other.call('tokens', who.session, { force: true })),
  ]);
  expect(await read(who, bound.ticket)).toMatchObject({ browserKey: { id: expect.any(String) } });
  await other.call('tokens', who.session, { force: true });
  expect(await read(who, bound.ticket)).toMatchObject({ browserKey: { id: expect.any(String) } });
  expect(await refresh(bound, key, who)).toMatchObject({ maxAgeSeconds: 600 });
});

describe('by policy', () => {
  test('off: nothing is offered, and sessions that were bound are asked for nothing', async () => {
    const who = await open({}, 'redis');
    const bound = await bind(who, await DeviceKey.make());
    const session = await read(who, bound.ticket);
    const longAgo = { ...who.session, browserKey: { id: '', key: '', ...session?.browserKey, boundAt: 0 } };
    expect(engine.service.boundSessions.isProved(longAgo, undefined)).toBe(false);
    const { sessionKeys } = engine;
    await engine.close();
    engine = await TestEngine.open({
      store: redis.url,
      cognito,
      sessionKeys,
      policy: { deviceBinding: 'off' },
    });
    expect(engine.service.boundSessions.isProved(longAgo, undefined)).toBe(true);
    expect(await engine.signIn()).toMatchObject({ deviceChallenge: null });
    const answer = engine.service.boundSessions.refresh(bound.identifier, null, who.ticket);
    await expect(answer).rejects.toMatchObject({ code: 'session_ended' });
  });

  test('required: a browser that does not register is refused after two minutes', async () => {
    const who = await open({ deviceBinding: 'required' });
    expect(await read(who)).not.toBeNull();
    passed = 2 * MINUTE;
    await expect(read(who)).rejects.toMatchObject(REFUSED);
    const supported = await engine.signIn();
    const bound = await bind(supported, await DeviceKey.make());
    passed = 5 * MINUTE;
    expect(await read(supported, bound.ticket)).not.toBeNull();
  });

  test('when-supported: a browser that does not register notices nothing', async () => {
    const who = await open();
    passed = 59 * MINUTE;
    expect(await read(who)).toMatchObject({ browserKey: null });
  });
});
