import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BindingAction } from '../../lib/session/policy';
import { TestCognito } from './support/cognito';
import { BROWSER, TestEngine } from './support/engine';

let cognito: TestCognito;
let engine: TestEngine;
beforeAll(async () => {
  cognito = await TestCognito.start();
});
afterAll(() => cognito.stop());
afterEach(() => engine.close());

const open = async (userAgent: BindingAction, address: BindingAction) => {
  engine = await TestEngine.open({
    store: { kind: 'embedded' },
    cognito,
    policy: { binding: { userAgent, address } },
  });
  return engine.signIn();
};

const FIREFOX = { ...BROWSER, browser: 'Firefox' };
const ELSEWHERE = { ...BROWSER, address: '198.51.100.9' };
const SAME_NETWORK = { ...BROWSER, address: '203.0.113.200' };

const mismatchesOf = async (sub: string) =>
  (await engine.service.activity(sub))
    .filter(({ type }) => type === 'binding_mismatch')
    .map(({ reason }) => reason);

describe('a session used from another browser or network', () => {
  test('by default goes on, and is in the security log once', async () => {
    const who = await open('log', 'log');
    for (const client of [FIREFOX, FIREFOX, ELSEWHERE, { ...ELSEWHERE, address: '198.51.100.77' }]) {
      expect(await engine.service.read(who.ticket, client)).not.toBeNull();
    }
    expect(await mismatchesOf(who.identity.sub)).toEqual(['address', 'user_agent']);
  });

  test('is not noticed when the policy is off', async () => {
    const who = await open('off', 'off');
    expect(await engine.service.read(who.ticket, { ...FIREFOX, address: ELSEWHERE.address })).not.toBeNull();
    expect(await mismatchesOf(who.identity.sub)).toEqual([]);
  });

  test('has to sign in again where the policy says so, and the session stays for its owner', async () => {
    const who = await open('reauthenticate', 'log');
    const stolen = engine.service.read(who.ticket, FIREFOX);
    await expect(stolen).rejects.toMatchObject({ code: 'reauthentication_required', status: 401 });
    expect(await engine.service.read(who.ticket, BROWSER)).not.toBeNull();
    expect(await engine.service.read(who.ticket, ELSEWHERE)).not.toBeNull();
  });

  test('ends where the policy says so, and Cognito is told', async () => {
    const who = await open('log', 'end');
    expect(await engine.service.read(who.ticket, ELSEWHERE)).toBeNull();
    expect(await engine.service.read(who.ticket, BROWSER)).toBeNull();
    const [ended] = await engine.service.activity(who.identity.sub);
    expect(ended).toMatchObject({ type: 'ended', reason: 'binding_mismatch', session: who.session.publicId });
    await expect.poll(() => cognito.isRevoked(who.tokens)).toBe(true);
  });
});

test('the same browser at another address of the same network is no mismatch', async () => {
  const who = await open('end', 'end');
  expect(await engine.service.read(who.ticket, SAME_NETWORK)).not.toBeNull();
  expect(await mismatchesOf(who.identity.sub)).toEqual([]);
});
