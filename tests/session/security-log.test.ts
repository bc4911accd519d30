import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Incidents } from '../../lib/session/incidents';
import { startRedis, type TestRedis } from '../support/redis';
import { redisCommand } from '../support/redis-admin';
import { BROWSER, TestEngine } from './support/engine';

let redis: TestRedis;
let engine: TestEngine;
let incidents: Incidents;

beforeAll(async () => {
  redis = await startRedis();
  engine = await TestEngine.open({ store: redis.url });
  const { issuer } = engine.cognito.client;
  incidents = new Incidents({ store: engine.store, keys: engine.keys, issuer, log: () => {} });
});

afterAll(async () => {
  await engine?.close();
  await redis?.stop();
});

const entriesOf = (sub: string) => engine.service.activity(sub);
const typesOf = async (sub: string) => (await entriesOf(sub)).map(({ type }) => type);

test('however many browsers a session is used from, its beginning stays in the log', async () => {
  const who = await engine.signIn();
  for (let i = 0; i < 260; i += 1) {
    await engine.service.read(who.ticket, { ...BROWSER, browser: `Browser ${i}` });
  }
  const types = await typesOf(who.identity.sub);
  expect(types.filter((type) => type === 'binding_mismatch')).toHaveLength(50);
  expect(types.at(-1)).toBe('signed_in');
});

test('a failed sign-in is in its owner’s log, by whatever name it was tried', async () => {
  const { identity } = await engine.signIn();
  for (const name of [identity.sub, ` ${identity.email?.toUpperCase()}`]) {
    await incidents.signInFailed(name, 'NotAuthorizedException', BROWSER);
  }
  const failed = (await entriesOf(identity.sub)).filter(({ type }) => type === 'sign_in_failed');
  expect(failed).toHaveLength(2);
  expect(failed[0]).toMatchObject({ session: null, reason: 'NotAuthorizedException', ...BROWSER });
});

test('trying names that nobody goes by leaves nothing in Redis', async () => {
  const before = await redisCommand(redis.port, 'DBSIZE');
  for (let i = 0; i < 50; i += 1) {
    await incidents.signInFailed(`${randomUUID()}@example.com`, 'NotAuthorizedException', BROWSER);
    await incidents.budgetExceeded(`${randomUUID()}@example.com`, 'password_try', BROWSER);
  }
  expect(await redisCommand(redis.port, 'DBSIZE')).toBe(before);
});

test('that something was too often is said once, not at every further try', async () => {
  const { identity } = await engine.signIn();
  for (let i = 0; i < 5; i += 1) {
    await incidents.budgetExceeded(identity.sub, 'password_try', BROWSER);
    await incidents.budgetExceeded(identity.sub, 'code_sent', BROWSER);
  }
  const reasons = (await entriesOf(identity.sub)).flatMap(({ type, reason }) =>
    type === 'budget_exceeded' ? [reason] : [],
  );
  expect(reasons.sort()).toEqual(['code_sent', 'password_try']);
});

test('what an administrator does, and why, is in both logs', async () => {
  const [administrator, user] = [await engine.signIn(), await engine.signIn()];
  const { sub, username } = user.identity;
  await engine.service.endAll(sub, 'ended_by_administrator');
  const said = { act: 'ended_all_sessions', note: 'Lost laptop' } as const;
  await incidents.administered(administrator.session, { ...said, sub, username });
  const theirs = await entriesOf(sub);
  expect(theirs).toContainEqual(expect.objectContaining({ reason: 'ended_by_administrator' }));
  expect(theirs).toContainEqual(
    expect.objectContaining({ type: 'administered', reason: 'ended_all_sessions', note: 'Lost laptop' }),
  );
  expect(theirs.find(({ about }) => about !== undefined)).toBeUndefined();
  expect((await entriesOf(administrator.identity.sub))[0]).toMatchObject({
    type: 'administrative_act',
    reason: 'ended_all_sessions',
    note: 'Lost laptop',
    about: username,
    session: administrator.session.publicId,
  });
});

test('the log can be asked for some kinds alone', async () => {
  const { identity } = await engine.signIn();
  await incidents.signInFailed(identity.sub, 'NotAuthorizedException', BROWSER);
  const signIns = await engine.service.activity(identity.sub, 100, ['signed_in']);
  expect(signIns.map(({ type }) => type)).toEqual(['signed_in']);
});

/** What an address was told, by kind. */
const toldTo = (to: string | null) => engine.notices.filter((notice) => notice.to === to);
const kindsTold = (to: string | null) => toldTo(to).map(({ kind }) => kind);

test('what may not have been the user is told to them, the first sign-in of all is not', async () => {
  const first = await engine.signIn();
  const { identity, ticket } = first;
  await engine.signIn({ identity, previous: ticket });
  expect(kindsTold(identity.email)).toEqual([]);
  const other = await engine.signIn({ identity, language: 'de' });
  expect(toldTo(identity.email)).toMatchObject([
    { kind: 'new_device', session: other.session.publicId, client: BROWSER, language: 'de' },
  ]);
  const change = {
    change: 'email_changed',
    session: other.session,
    ticket: other.ticket,
    client: BROWSER,
    language: 'de',
  } as const;
  const moved = await engine.service.credentialChanges.follow(change);
  expect(toldTo(identity.email).at(-1)).toMatchObject({
    kind: 'email_changed',
    session: moved?.session.publicId,
    language: 'de',
  });
});

test('a reset is told to the address that it was asked for under, or else to that of the account', async () => {
  const { identity } = await engine.signIn();
  await engine.service.credentialChanges.followReset(` ${identity.email} `, BROWSER, 'en');
  expect(kindsTold(identity.email)).toEqual(['password_reset']);
  await engine.signIn({ identity, preferences: { language: 'de', theme: 'system' } });
  await engine.service.credentialChanges.followReset(identity.username, BROWSER, 'en');
  expect(kindsTold(identity.email)).toEqual(['password_reset', 'new_device', 'password_reset']);
  expect(toldTo(identity.email).at(-1)?.language, 'as they have chosen').toBe('de');
});

test('an address that nobody has confirmed is left alone', async () => {
  const identity = { ...(await engine.cognito.person()), emailVerified: false };
  await engine.signIn({ identity });
  await engine.signIn({ identity });
  expect(await typesOf(identity.sub)).toContain('new_device');
  expect(kindsTold(identity.email)).toEqual([]);
});

test('a user who is forgotten is told so, and has no session and no entry left', async () => {
  const here = await engine.signIn();
  const there = await engine.signIn({ identity: here.identity });
  const { sub, email, username } = here.identity;
  await engine.service.forgetUser(here.session, BROWSER, 'de');
  expect(toldTo(email).at(-1)).toMatchObject({ kind: 'account_deleted', language: 'de' });
  expect(await Promise.all([here, there].map((one) => engine.read(one)))).toEqual([null, null]);
  expect(await entriesOf(sub)).toEqual([]);
  expect(await engine.service.findUsers(email ?? '')).toEqual([]);
  expect(await engine.service.findUsers(username)).toEqual([]);
});
