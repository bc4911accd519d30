import { afterAll, beforeAll, expect, test } from 'vitest';
import { redisCommand } from '@/tests/support/redis-admin';
import { type Stack, startStack } from '@/tests/support/stack';

/*
 * What strangers can make Redis keep, measured over HTTP: STORAGE_BOUND=1 npm test -- tests/attack/storage-bound (two minutes).
 * The table in docs/security.md is what this prints.
 */
const isAsked = process.env.STORAGE_BOUND === '1';
const REQUESTS = 20_000;
const AT_ONCE = 40;
/** Budgets of one kind that there can be, and what one takes in Redis at most: `lib/session/limits.ts`. */
const SLOTS = 2 ** 17;
const SLOT_BYTES = 200;

let stack: Stack;

beforeAll(async () => {
  // Next lets stand what a request says of its address; a proxy would append to it.
  if (isAsked) stack = await startStack({ env: { TRUSTED_PROXIES: '1' } });
});
afterAll(() => stack?.stop());

async function usedMemory(): Promise<number> {
  const info = await redisCommand(stack.redis.port, 'info', 'memory');
  return Number(/used_memory:(\d+)/.exec(info)?.[1]);
}

const addressOf = (index: number) => `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;

interface Stranger {
  readonly path: string;
  readonly init?: RequestInit;
}

interface Outcome {
  readonly bytes: number;
  readonly refused: number;
}

/** Sends a request of one kind 20,000 times, each from the address that `from` gives it. */
async function flood(stranger: Stranger, from: (index: number) => string): Promise<Outcome> {
  const before = await usedMemory();
  let [next, refused] = [0, 0];
  const send = async () => {
    while (next < REQUESTS) {
      next += 1;
      const headers = new Headers(stranger.init?.headers);
      headers.set('x-forwarded-for', from(next));
      const options: RequestInit = { ...stranger.init, headers, redirect: 'manual' };
      const answer = await fetch(`${stack.origin}${stranger.path}`, options);
      await answer.arrayBuffer();
      expect(answer.status).toBeLessThan(500);
      if (answer.status === 429) refused += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));
  return { bytes: (await usedMemory()) - before, refused };
}

const SIGN_IN: Stranger = {
  path: '/api/auth/sign-in?provider=COGNITO',
  init: { headers: { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' } },
};
const CALLBACK: Stranger = { path: '/api/auth/callback?code=x&state=made-up' };
const DEVICE: Stranger = {
  path: '/api/auth/device/refresh',
  init: { method: 'POST', headers: { 'sec-secure-session-id': `i.k1.${'A'.repeat(11)}.x.x` } },
};
const GUEST: Stranger = {
  path: '/api/session-data/theme',
  init: {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify('x'.repeat(4000)),
  },
};

const MEGABYTE = 1024 * 1024;

/** The bound holds for 2,000,000 requests too: it is not reached by more of them but by none. */
const FLOODS: ReadonlyArray<
  readonly [what: string, Stranger, addresses: 'one' | 'many', boundBytes: number]
> = [
  ['sign-in starts', SIGN_IN, 'many', SLOTS * SLOT_BYTES],
  ['sign-in starts', SIGN_IN, 'one', MEGABYTE],
  ['callbacks with a made-up state', CALLBACK, 'many', SLOTS * SLOT_BYTES],
  ['refreshes of a bound session that is none', DEVICE, 'many', MEGABYTE],
  ['guests’ first values of 4 kB', GUEST, 'one', MEGABYTE],
  ['guests’ first values of 4 kB', GUEST, 'many', 64 * MEGABYTE + SLOTS * SLOT_BYTES],
];

test.runIf(isAsked).each(FLOODS)(
  '20,000 %s leave no more than their bound (%#)',
  async (what, stranger, addresses, bound) => {
    const { bytes, refused } = await flood(stranger, addresses === 'one' ? () => '10.9.9.9' : addressOf);
    const megabytes = (count: number) => `${(count / 1_000_000).toFixed(1)} MB`;
    const ahead = Math.min((Math.max(0, bytes) / REQUESTS) * 2_000_000, bound);
    const kept = `${megabytes(Math.max(0, bytes))}, ${refused} refused; 2,000,000: ${megabytes(ahead)} at most`;
    process.stdout.write(`${what}, ${addresses} address${addresses === 'one' ? '' : 'es'}: ${kept}\n`);
    expect(bytes).toBeLessThan(bound);
    if (addresses === 'one') expect(refused).toBeGreaterThan(REQUESTS / 2);
  },
  300_000,
);
