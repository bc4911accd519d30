import { randomUUID } from 'node:crypto';
import { createClient } from 'redis';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { parseStoreUrl } from '../../lib/config/redis-url';
import { hasCode, isLatchkeyError } from '../../lib/errors';
import { Budgets, type Spender } from '../../lib/session/budgets';
import { BUDGETS, type BudgetKind, KNOWN_BROWSER, SHARED_FACTOR, SLOTS_BITS } from '../../lib/session/limits';
import { noteUser } from '../../lib/session/name-lookup';
import { parseSessionKeys } from '../../lib/session/session-keys';
import { browserHash, newBrowserId, userTag } from '../../lib/session/ticket';
import { openStore } from '../../lib/store/open';
import type { Store } from '../../lib/store/port';
import { startRedis, type TestRedis } from '../support/redis';
import { redisCommand } from '../support/redis-admin';
import { untilUp } from './store-contract';

const ISSUER = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Budgets00';
const KEYS = parseSessionKeys(`k1:${Buffer.alloc(32, 'budgets').toString('base64url')}`, {
  issuer: ISSUER,
  clientId: 'client',
});

let redis: TestRedis;
let stores: Store[];
let budgets: Budgets[];

beforeAll(async () => {
  redis = await startRedis();
  stores = [1, 2].map(() => openStore(parseStoreUrl(redis.url), { commandTimeoutMs: 8000 }));
  await Promise.all(stores.map((store) => untilUp(store)));
  budgets = stores.map(budgetsOn);
});

beforeEach(async () => {
  await redisCommand(redis.port, 'FLUSHALL');
});

afterAll(async () => {
  await Promise.all((stores ?? []).map((store) => store.close()));
  await redis?.stop();
});

function budgetsOn(store: Store): Budgets {
  return new Budgets({ store, keys: KEYS, issuer: ISSUER, now: Date.now, log: () => {} });
}

const nobody: Spender = { address: null, account: null, browser: null };
const address = (index: number) => `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;

/** Whether each of these may go on, all at once and by two processes in turn. */
function tryAll(kind: BudgetKind, spenders: readonly Spender[]): Promise<boolean[]> {
  return Promise.all(spenders.map((who, index) => mayGoOn(kind, who, index)));
}

async function mayGoOn(kind: BudgetKind, who: Spender, index = 0): Promise<boolean> {
  try {
    await budgets[index % 2]?.spend(kind, who);
    return true;
  } catch (error) {
    if (!hasCode(error, 'too_many_requests')) throw error;
    expect(error.status).toBe(429);
    expect(error.retryAfterSeconds).toBeGreaterThan(0);
    return false;
  }
}

const many = (count: number, make: (index: number) => Partial<Spender>): Spender[] =>
  Array.from({ length: count }, (_, index) => ({ ...nobody, ...make(index) }));

const allowed = (outcomes: readonly boolean[]) => outcomes.filter(Boolean).length;
const { visit, account, address: perAddress } = BUDGETS.password_try;

test('who guesses one password from one address is held to its budget, and the others behind it sign in', async () => {
  const office = address(1);
  const guesses = many(150, () => ({ address: office, account: 'ada@example.com' }));
  expect(allowed(await tryAll('password_try', guesses))).toBe(visit.most);
  const colleagues = many(100, (index) => ({ address: office, account: `colleague-${index}@example.com` }));
  expect(await tryAll('password_try', colleagues)).not.toContain(false);
});

test('two hundred addresses have one account’s budget between them', async () => {
  const guesses = many(600, (index) => ({ address: address(index % 200), account: 'ada@example.com' }));
  expect(allowed(await tryAll('password_try', guesses))).toBe(account.most);
  expect(
    await mayGoOn('password_try', { ...nobody, address: address(300), account: ' ADA@example.com' }),
  ).toBe(false);
  expect(
    await mayGoOn('password_try', { ...nobody, address: address(300), account: 'grace@example.com' }),
  ).toBe(true);
});

test('a spray over many accounts is held by the address, and a botnet’s by each account', async () => {
  const spray = many(300, (index) => ({ address: address(1), account: `${index}@example.com` }));
  expect(allowed(await tryAll('password_try', spray))).toBe(perAddress.most);
  const botnet = many(600, (index) => ({ address: address(1000 + index), account: `victim-${index % 5}` }));
  expect(allowed(await tryAll('password_try', botnet))).toBe(5 * account.most);
});

test('an owner goes on in a browser that has signed in to the account before, and nobody else does', async () => {
  const [store] = stores;
  const [own, foreign] = [browserHash(newBrowserId()), browserHash(newBrowserId())];
  const identity = { sub: randomUUID(), username: 'ada', email: 'ada@example.com', emailVerified: true };
  const event = ['signed_in', '{}'] as const;
  await store?.securityLog.noteSignIn(userTag(ISSUER, identity.sub), own, {
    signedIn: event,
    newBrowser: event,
  });
  if (store)
    await noteUser({ store, keys: KEYS }, { ...identity, name: null, picture: null, groups: [] }, 60_000);
  const guesses = many(100, (index) => ({ address: address(index), account: 'ada@example.com' }));
  await tryAll('password_try', guesses);
  const ask = (browser: typeof own, name = 'ada@example.com') =>
    mayGoOn('password_try', { address: address(1), account: name, browser });
  expect(await ask(foreign)).toBe(false);
  expect(await ask(own)).toBe(true);
  const [more] = [
    await tryAll(
      'password_try',
      many(100, () => ({ address: address(1), account: 'Ada@example.com', browser: own })),
    ),
  ];
  expect(allowed(more ?? [])).toBe(KNOWN_BROWSER.most - 1);
});

test('what is given back was never spent', async () => {
  const who = { address: address(1), account: 'ada@example.com', browser: null };
  for (let signIn = 0; signIn < 3 * visit.most; signIn += 1) {
    const spent = await budgets[0]?.spend('password_try', who);
    await budgets[1]?.giveBack(spent ?? null);
  }
  expect(
    allowed(
      await tryAll(
        'password_try',
        many(50, () => who),
      ),
    ),
  ).toBe(visit.most);
});

test('who is refused by one budget has spent nothing of the others', async () => {
  const office = { address: address(1) };
  await tryAll(
    'password_try',
    many(1000, () => ({ ...office, account: 'ada@example.com' })),
  );
  const rest = many(300, (index) => ({ ...office, account: `${index}@example.com` }));
  expect(allowed(await tryAll('password_try', rest))).toBe(perAddress.most - visit.most);
});

test('one line’s IPv6 addresses are one, and so is an IPv4 address in both forms', async () => {
  const { most } = BUDGETS.callback_failure.address;
  const line = many(2 * most, (index) => ({ address: `2001:db8:1:2::${index.toString(16)}` }));
  expect(allowed(await tryAll('callback_failure', line))).toBe(most);
  expect(await mayGoOn('callback_failure', { ...nobody, address: '2001:db8:1:3::1' })).toBe(true);
  const forms = many(2 * most, (index) => ({ address: index % 2 ? '192.0.2.7' : '::ffff:192.0.2.7' }));
  expect(allowed(await tryAll('callback_failure', forms))).toBe(most);
});

test('where no address is known everyone shares a wider budget', async () => {
  const { most } = BUDGETS.callback_failure.address;
  const outcomes = await tryAll(
    'callback_failure',
    many(SHARED_FACTOR * most + 100, () => ({})),
  );
  expect(allowed(outcomes)).toBe(SHARED_FACTOR * most);
});

test('all guests together keep so much and no more, from however many addresses', async () => {
  const { most } = BUDGETS.guest_storage.everyone;
  const outcomes = await Promise.all(
    many(100, (index) => ({ address: address(index) })).map(async (who) => {
      const refused = await budgets[0]
        ?.spend('guest_storage', who, most / 64)
        .catch((error: unknown) => error);
      return !isLatchkeyError(refused);
    }),
  );
  expect(allowed(outcomes)).toBe(64);
});

test('no number of addresses or names makes more keys than there are slots', async () => {
  await tryAll(
    'password_try',
    many(1000, (index) => ({ address: address(index), account: `${index}` })),
  );
  const client = createClient({ url: redis.url });
  await client.connect();
  const keys = await client.keys('latchkey:*');
  client.destroy();
  expect(keys.length).toBeGreaterThan(2500);
  for (const key of keys) {
    const [, payer, slot] = /:budget:\{password_try\}:(\w+):(\w+)$/.exec(key) ?? [];
    expect(['visit', 'account', 'address']).toContain(payer);
    expect(Number.parseInt(slot ?? '', 36)).toBeLessThan(2 ** SLOTS_BITS);
  }
});

test('while Redis is away each process counts by itself', async () => {
  const store = openStore(parseStoreUrl(redis.url), { commandTimeoutMs: 300 });
  await untilUp(store);
  const alone = budgetsOn(store);
  const who = { address: address(1), account: 'ada@example.com', browser: null };
  const ask = async () => {
    const refusal = await alone.spend('password_try', who).catch((error: unknown) => error);
    if (isLatchkeyError(refusal)) expect(refusal.code).toBe('too_many_requests');
    return !isLatchkeyError(refusal);
  };
  await redis.halt();
  try {
    const outcomes: boolean[] = [];
    for (let i = 0; i < 2 * visit.most; i += 1) outcomes.push(await ask());
    expect(allowed(outcomes)).toBe(visit.most);
  } finally {
    await redis.resume();
    await store.close();
  }
});
