import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TestCognito } from './support/cognito';
import { BROWSER, type SignedIn, TestEngine } from './support/engine';

/** When another process, or a later request, may take up what the one that ended a session has not done. */
const TAKE_OVER_MS = 15_000;
/** How long a user is left alone after a failure. */
const CLAIM_MS = 30_000;
const ALL = { users: 1000, ms: 30_000 };

/** The store's clock: it moves only when a test says so, hence no timer finds anything due before the test does. */
let now: number;
let cognito: TestCognito;
let engine: TestEngine;

beforeAll(async () => {
  cognito = await TestCognito.start();
});
afterAll(() => cognito.stop());
beforeEach(async () => {
  await cognito.recover();
  now = Date.now();
  engine = await TestEngine.open({ store: { kind: 'embedded' }, cognito, hooks: { now: () => now } });
});
afterEach(() => engine.close());

const revocations = async () => (await cognito.aws.control.requestCounts()).RevokeToken ?? 0;

/** Ends the sessions of that many people while Cognito answers nothing but errors. */
async function endUnheard(people: number): Promise<SignedIn[]> {
  const all = await Promise.all(Array.from({ length: people }, () => engine.signIn()));
  await cognito.misbehave({ mode: 'error' });
  for (const { session } of all) await engine.service.end(session.ref, 'signed_out');
  expect(await Promise.all(all.map((who) => cognito.isRevoked(who.tokens)))).toEqual(all.map(() => false));
  return all;
}

describe('what Cognito could not be told of', () => {
  test('waits while it is away, and is done in one round of the schedule once it is back', async () => {
    const all = await endUnheard(7);
    now += TAKE_OVER_MS;
    expect(await engine.service.revocationRounds.round(ALL)).toEqual({ revoked: 0, left: 7 });
    await cognito.recover();
    const before = await revocations();
    now += CLAIM_MS;
    expect(await engine.service.revocationRounds.round(ALL)).toEqual({ revoked: 7, left: 0 });
    expect((await revocations()) - before).toBe(7);
    for (const { tokens } of all) expect(await cognito.isRevoked(tokens)).toBe(true);
    now += CLAIM_MS;
    expect(await engine.service.revocationRounds.round(ALL)).toEqual({ revoked: 0, left: 0 });
  });

  test('is done by a later request in passing, before its answer leaves', async () => {
    const all = await endUnheard(6);
    await cognito.recover();
    now += TAKE_OVER_MS;
    await engine.service.revocationRounds.inPassing();
    for (const { tokens } of all) expect(await cognito.isRevoked(tokens)).toBe(true);
  });

  test('holds a request up for a second at most, when Cognito does not answer', async () => {
    await endUnheard(2);
    await cognito.misbehave({ mode: 'timeout' });
    now += TAKE_OVER_MS;
    const began = performance.now();
    await engine.service.revocationRounds.inPassing();
    const took = performance.now() - began;
    expect(took).toBeGreaterThan(900);
    expect(took).toBeLessThan(4000); // Cognito has five seconds for each
  });

  test('is looked for by one request of many', async () => {
    await engine.service.revocationRounds.inPassing();
    const [who] = await endUnheard(1);
    await cognito.recover();
    now += TAKE_OVER_MS;
    await engine.service.revocationRounds.inPassing();
    expect(who && (await cognito.isRevoked(who.tokens))).toBe(false);
  });
});

describe('by a Cognito that takes its time', () => {
  beforeEach(() => cognito.misbehave({ mode: 'delay', ms: 300 }));

  test('it is known that a session has ended by its binding when that is answered', async () => {
    const strict = await TestEngine.open({
      store: { kind: 'embedded' },
      cognito,
      policy: { binding: { userAgent: 'end', address: 'log' } },
    });
    const who = await strict.signIn();
    expect(await strict.service.read(who.ticket, { ...BROWSER, browser: 'Firefox' })).toBeNull();
    expect(await cognito.isRevoked(who.tokens)).toBe(true);
    await strict.close();
  });

  test('it is known that a former session is over when the sign-in that replaced it is answered', async () => {
    const former = await engine.signIn();
    await engine.signIn({ identity: former.identity, previous: former.ticket });
    expect(await cognito.isRevoked(former.tokens)).toBe(true);
    const other = await engine.signIn();
    await engine.signIn({ previous: other.ticket });
    expect(await cognito.isRevoked(other.tokens)).toBe(true);
  });
});
