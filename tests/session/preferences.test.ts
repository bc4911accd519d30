import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { NO_PREFERENCES } from '../../lib/preferences';
import { startRedis, type TestRedis } from '../support/redis';
import { TestCognito } from './support/cognito';
import { TestEngine } from './support/engine';

const CHOSEN = { language: 'de', theme: 'dark' } as const;

let redis: TestRedis;
let cognito: TestCognito;
let engine: TestEngine;

beforeAll(async () => {
  [redis, cognito] = await Promise.all([startRedis(), TestCognito.start()]);
});
afterAll(() => Promise.all([redis.stop(), cognito.stop()]));
afterEach(() => engine.close());

test.each(['redis', 'embedded'] as const)(
  'a choice is in the session, and a refresh keeps it: %s',
  async (kind) => {
    engine = await TestEngine.open({ store: kind === 'redis' ? redis.url : { kind: 'embedded' }, cognito });
    const who = await engine.signIn();
    expect((await engine.read(who))?.preferences).toEqual(NO_PREFERENCES);
    await engine.service.appData.choose(who.session.ref, CHOSEN);
    await expect.poll(async () => (await engine.read(who))?.preferences).toEqual(CHOSEN);
    await engine.service.tokens(who.session, { force: true });
    expect((await engine.read(who))?.preferences).toEqual(CHOSEN);
  },
);

test('choices and refreshes at the same moment lose neither', async () => {
  engine = await TestEngine.open({ store: redis.url, cognito });
  const who = await engine.signIn();
  const { ref } = who.session;
  for (let round = 0; round < 10; round += 1) {
    const theme = round % 2 === 0 ? 'dark' : 'light';
    const [tokens] = await Promise.all([
      engine.service.tokens(who.session, { force: true }),
      engine.service.appData.choose(ref, { language: 'de', theme }),
    ]);
    expect(tokens.accessToken).not.toBe('');
    await expect.poll(async () => (await engine.read(who))?.preferences.theme).toBe(theme);
  }
  // Had a choice put older tokens back, this would reuse a refresh token and end the session.
  await engine.service.tokens(who.session, { force: true });
  expect(await engine.read(who)).not.toBeNull();
});

test('a sign-in takes along what was chosen in the browser before', async () => {
  engine = await TestEngine.open({ store: redis.url, cognito });
  const who = await engine.signIn({ preferences: CHOSEN });
  expect((await engine.read(who))?.preferences).toEqual(CHOSEN);
});

test('nothing is kept with a session that has ended', async () => {
  engine = await TestEngine.open({ store: redis.url, cognito });
  const who = await engine.signIn();
  await engine.service.end(who.session.ref, 'signed_out');
  await expect(engine.service.appData.choose(who.session.ref, CHOSEN)).rejects.toMatchObject({
    code: 'unauthenticated',
  });
});
